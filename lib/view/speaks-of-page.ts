/*
 * Words that point at what the reader has before them, in the languages of the interface. A person's browser language says
 * nothing about the tenant's, so all are looked for. "Page" alone is not enough: "How long may a page be?" is about none.
 */
const patterns: readonly RegExp[] = [
  // English, German, French, Spanish, Portuguese: a word that points, and at most one other before what it points at.
  /\b(?:this|the (?:current|open|attached|selected)|my (?:current|open)) (?:\w+ )?(?:(?:web ?)?page|article|site|website|text|document|thread|post|tab|selection)\b/,
  /\bthe selection\b|\bwhat (?:i have|i've) selected\b/,
  /(?<!\p{L})(?:dies|jener|die aktuell|der aktuell|den aktuell|das aktuell|die geöffnet|den geöffnet|die markiert|den markiert)(?:e[nmrs]?)? (?:\p{L}+ )?(?:(?:web)?seite|artikels?|texte?s?|dokuments?|beitrags?|auswahl|website)(?!\p{L})|(?<!\p{L})(?:die|der|meine[r]?) auswahl(?!\p{L})/u,
  /(?<!\p{L})(?:cette|cet|ce) (?:page|article|site|texte|document|fil|sélection)(?!\p{L})|(?<!\p{L})la (?:sélection|page (?:actuelle|ouverte|web))(?!\p{L})/u,
  /(?<!\p{L})(?:est[ea]|la|el) (?:página (?:actual|abierta|web)|selección)(?!\p{L})|(?<!\p{L})est[ea] (?:página|artículo|sitio|texto|documento|hilo)(?!\p{L})/u,
  /(?<!\p{L})(?:n|d)?est[ea] (?:página|artigo|site|texto|documento|seleção)(?!\p{L})|(?<!\p{L})(?:a|da|na) (?:seleção|página (?:atual|aberta|web))(?!\p{L})/u,
  // Arabic: "this" before the noun, alone or joined to a preposition; marks of vowels are taken off before.
  /(?:هذه|هذا|لهذه|لهذا|بهذه|بهذا) (?:ال)?(?:صفحة|مقالة|مقال|موقع|نص|مستند|تحديد)|الصفحة (?:الحالية|المفتوحة)|النص المحدد/,
  // Japanese, Simplified Chinese: no spaces to stop at.
  /(?:この|こちらの|現在の|今の|表示中の|開いている)(?:ウェブ|web)?(?:ページ|記事|サイト|文章|テキスト|文書|スレッド)|選択(?:範囲|した|中の|部分)/,
  /(?:这个|这篇|此|该|本|当前|这)(?:网|頁|页)?(?:页面|网页|页|文章|文档|网站|选区|内容|帖子)|(?:选中|所选|选定)(?:的)?(?:文字|文本|内容|部分)/,
];

/** Longer words than this are a person's own matter, and no suggestion. */
const longest = 2_000;

/** Whether words can't be answered without the page or the selection that they speak of, by what they say or a placeholder. */
export function speaksOfPage(words: string): boolean {
  const read = words
    .slice(0, longest)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u064b-\u0652\u0640]/g, '')
    .replace(/\s+/g, ' ');
  return /\{(?:page|selection)\}/.test(read) || patterns.some((pattern) => pattern.test(read));
}
