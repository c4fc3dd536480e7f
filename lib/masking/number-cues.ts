/** What the words before a number say of it: a phone number, a payment card, or something that is neither. */
export type NumberMeaning = 'phone' | 'card' | 'other';

export interface NumberCues {
  /** What the number that begins there is called; undefined: nothing is said of it. */
  before(start: number): NumberMeaning | undefined;
}

/** Word by word as they are written in eight languages, of which the longer stand before what they begin with. */
const words: Readonly<Record<NumberMeaning, string>> = {
  phone:
    // Latin script: whole words, with the endings that they have.
    '(?:tele?phones?|tel(?:\\.?-?nr)?|tele?fon(?:nummer)?|telefax|phones?|fon|mobile|mobil(?:nummer|telefon|funk)?|cell(?:phone)?|fax(?:nummer)?|' +
    'hotline|call|dial|whats ?app|sms|ruf(?:nummer|en)?|durchwahl|handy(?:nummer)?|rückruf|anrufen|' +
    '[tmpf](?=: ?[+(\\d])|t[ée]l(?:[ée]phone)?s?|portable|mob|appel(?:ez|er)?|joignable|joindre|' +
    'tel[ée]fonos?|m[óo]vil|celular|llam[ae](?:r|nos|me)?|tfno|telefones?|telem[óo]vel|ligue|liga(?:r|me)?|contacto?s?|fixo|fijo)',
  card:
    '(?:(?:credit|debit|bank|payment)?[ _-]?cards?|cc|pan|visa|master ?card|amex|american express|(?:kredit|bank|ec-?)?karten?(?:nummer)?|carte(?: bancaire| bleue)?|' +
    'cb|tarjetas?|cart[ãa]o|cart[õo]es)',
  other:
    '(?:orders?|invoices?|ref(?:erence)?s?|isbn(?:-1[03])?|issn|doi|sku|ean|gtin|upc|asin|pmid|pid|oclc|serial|s/n|imei|iccid|tickets?|cases?|patents?|tracking|parcel|shipment|batch|lot|part|version|' +
    'item|article|account|customer|member|id|ids|bestell(?:ung|nummer|nr)?|rechnung(?:snummer|s-?nr)?|kunden(?:nummer|-?nr)|auftrag(?:snummer|s-?nr)?|sendung(?:snummer)?|artikel(?:nummer|-?nr)?|' +
    'vorgang(?:snummer)?|aktenzeichen|steuernummer|ust-?id(?:nr)?|hrb|commandes?|factures?|r[ée]f[ée]rences?|siret|siren|colis|suivi|dossier|pedidos?|facturas?|referencias?|' +
    'referências?|folio|env[íi]o|expediente|nif|cif|nie|dni|faturas?|encomendas?|cnpj|cpf|rastreio|protocolo|nota fiscal|c[óo]digos?|codes?)',
};

/** Arabic, Japanese and Chinese write nothing between words that could tell where one begins. */
const unspaced: Readonly<Record<NumberMeaning, string>> = {
  phone:
    '[☎℡📞📱]|هاتف|الهاتف|تلفون|تليفون|جوال|الجوال|موبايل|محمول|المحمول|اتصل|الاتصال|اتصلوا|فاكس|الفاكس|واتساب|واتس|' +
    '電話|でんわ|携帯|お問い合わせ|連絡先|フリーダイヤル|ファックス|ファクス|电话|手机|座机|传真|热线|致电|拨打|联系方式|微信同号|客服',
  card: 'بطاقة|البطاقة|بطاقتي|カード|卡号|银行卡|信用卡|借记卡|卡片',
  other:
    'الطلب|طلب|فاتورة|الفاتورة|مرجع|المرجع|الشحنة|تتبع|السجل|الهوية|' +
    '(?<=[\\p{Script=Han}\\p{Script=Katakana}])(?<!電話|携帯|連絡先|ファックス|カード)番号|注文|請求書|伝票|品番|会員|受付|追跡|型番|管理番号|登録番号|法人番号|订单|单号|编号|发票|身份证|型号|货号|学号|工号|序列号|运单|流水号|条码|税号|QQ',
};

/** What may stand between the word and its number. */
const gap =
  /^[\s:.,;=#()[\]"'*|»-]*(?:(?:numbers?|nummern?|num(?:[ée]ro|ber)?|n[úu]mero|nr|no|n°|nº|s|is|ist|lautet|est|es|é|on|at|us|me|him|her|them|to|or|au|aux|al|el|le|la|der|die|das|a|ao|para|pelo|unter|uns|mich|bitte|please|now|today|direct|office|home|work|free|toll-free|du|de|da|do|of|for|your|my|the|is now|bancaire|番号|号码|号|は|が|へ|まで|是|为|：|رقم|هو|هي|بنا|معنا|على|الرقم|برقم)[\s:.,;=#()[\]"'*|-]*){0,3}$/iu;
const longestGap = 32;

interface Cue {
  readonly end: number;
  readonly meaning: NumberMeaning;
}

const meanings = ['phone', 'card', 'other'] as const;

const cue = new RegExp(
  meanings
    .map(
      (meaning) =>
        `((?<![\\p{Script=Latin}\\d@])${words[meaning]}(?![\\p{Script=Latin}])|${unspaced[meaning]})`,
    )
    .join('|'),
  'giu',
);

export function createNumberCues(plain: string): NumberCues {
  const cues: Cue[] = [];
  for (const match of plain.matchAll(cue)) {
    const meaning = meanings.find((_, place) => match[place + 1] !== undefined) ?? 'other';
    cues.push({ end: match.index + match[0].length, meaning });
  }
  /** How many of the cues end at or before that place. */
  function countBefore(start: number): number {
    let low = 0;
    let high = cues.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cues[middle]?.end ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    before(start) {
      const near = cues[countBefore(start) - 1];
      if (near === undefined || start - near.end > longestGap) return undefined;
      return gap.test(plain.slice(near.end, start)) ? near.meaning : undefined;
    },
  };
}
