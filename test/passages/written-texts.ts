/** The same few sentences about a ferry in scripts of every kind, with and without spaces, from either side. */
export const writtenTexts = {
  English:
    'The ferry leaves the north pier at ten past every hour. The crew counts the passengers twice before the ramp goes up. In winter the last crossing is at six, unless the wind is above force seven. Bicycles travel free, and dogs are welcome on the upper deck.',
  German:
    'Die Fähre legt zehn Minuten nach jeder vollen Stunde am Nordpier ab. Die Mannschaft zählt die Fahrgäste zweimal, bevor die Rampe hochgeht. Im Winter fährt die letzte um sechs Uhr, außer bei Sturm über Stärke sieben. Fahrräder reisen umsonst mit, und Hunde dürfen aufs Oberdeck.',
  Russian:
    'Паром отходит от северного причала в десять минут каждого часа. Команда дважды считает пассажиров, прежде чем поднять трап. Зимой последний рейс уходит в шесть, если ветер не сильнее семи баллов. Велосипеды едут бесплатно, а собакам рады на верхней палубе.',
  Arabic:
    'تغادر العبّارة الرصيف الشمالي بعد عشر دقائق من كل ساعة. يعدّ الطاقم الركاب مرتين قبل أن يُرفع المنحدر. في الشتاء تكون آخر رحلة في السادسة، إلا إذا تجاوزت الريح الدرجة السابعة. تسافر الدراجات مجانًا، والكلاب مرحب بها على السطح العلوي.',
  Hebrew:
    'המעבורת יוצאת מהרציף הצפוני בעשר דקות אחרי כל שעה. הצוות סופר את הנוסעים פעמיים לפני שהכבש עולה. בחורף ההפלגה האחרונה היא בשש, אלא אם הרוח חזקה מדרגה שבע. אופניים נוסעים חינם, וכלבים מוזמנים לסיפון העליון.',
  Hindi:
    'नौका हर घंटे के दस मिनट बाद उत्तरी घाट से निकलती है। रैंप उठने से पहले चालक दल यात्रियों को दो बार गिनता है। सर्दियों में आख़िरी नौका छह बजे जाती है, जब तक हवा सात से तेज़ न हो। साइकिलें मुफ़्त जाती हैं, और कुत्तों का ऊपरी डेक पर स्वागत है।',
  Thai: 'เรือข้ามฟากออกจากท่าเหนือในนาทีที่สิบของทุกชั่วโมง ลูกเรือนับผู้โดยสารสองครั้งก่อนยกทางลาดขึ้น ในฤดูหนาวเที่ยวสุดท้ายออกหกโมงเย็น เว้นแต่ลมแรงเกินระดับเจ็ด จักรยานขึ้นฟรี และสุนัขอยู่บนดาดฟ้าชั้นบนได้',
  Chinese:
    '渡轮每小时十分从北码头开出。船员在升起跳板之前要把乘客清点两遍。冬天最后一班在六点，除非风力超过七级。自行车免费运送，狗也可以上顶层甲板。',
  Japanese:
    'フェリーは毎時十分に北埠頭を出ます。乗組員はランプを上げる前に乗客を二度数えます。冬は最終便が六時ですが、風力七を超えるときは港湾事務所が運航を止めます。自転車は無料で、犬も上の甲板に乗れます。',
  Korean:
    '페리는 매시 십 분에 북쪽 부두를 떠납니다. 선원들은 경사로를 올리기 전에 승객을 두 번 셉니다. 겨울에는 마지막 배가 여섯 시에 떠나지만 바람이 일곱 단계를 넘으면 쉽니다. 자전거는 무료이고 개도 위 갑판에 탈 수 있습니다.',
} as const;

/** Its sentences, in order. */
export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.。।]) ?| (?=ลูกเรือ|ในฤดู|จักรยาน)/u).filter((sentence) => sentence !== '');
}
