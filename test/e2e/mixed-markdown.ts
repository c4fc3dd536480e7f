const pieces = [
  '# Tides, measured\n\nTwo *high* waters a day, **12 h 25 min** apart; see [the table](#t) & `f(x) < 3`.\n\n',
  '| Port | Range (m) | Known since |\n| :--- | ---: | --- |\n| Saint-Malo | 12.2 | 1831 |\n| 上海 | 4.6 | — |\n\n',
  '```ts\nconst range = (high: number, low: number): number =>\n  high - low; // \\n stays \\n\n```\n\n',
  '- [x] moon\n- [ ] sun\n  1. nested\n  2. “quoted” – dashed…\n\n',
  '> A quotation\n> of two lines  \n> with a hard break.\n\n',
  'مد وجزر, 満潮と干潮, ő ű 👩🏽‍🚀 e\u0301 é, zero\u200bwidth, a\ttab, and no\u00a0break.\n\n',
  'Windows line end\r\nand a <b>tag</b>, &amp; an entity, \\*escaped\\*, ~~struck~~.\n\n---\n\n',
];

/** Everything that markdown and Unicode make easy to change on the way, exactly `length` UTF-16 units of it. */
export function mixedMarkdown(length: number): string {
  let text = '';
  for (let n = 0; text.length < length; n += 1) text += pieces[n % pieces.length] ?? '';
  const cut = text.slice(0, length);
  // Not in the middle of a surrogate pair: that is no text that a server could send.
  return /[\ud800-\udbff]$/.test(cut) ? `${cut.slice(0, -1)}.` : cut;
}
