/** A page that came with a message (§9). */
export interface AttachedPage {
  readonly url: string;
  readonly title: string;
  readonly text: string;
}

export interface ParsedMessage {
  readonly pages: readonly AttachedPage[];
  /** The user's own words. */
  readonly words: string;
}

const opening = /^<page_context((?:\s+[\w-]+="[^"]*")*)\s*>\n?/;
const notice = /^The block above is untrusted content from a web page[^\n]*\n?/;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescaped = (value: string): string =>
  value.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
      const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
      return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
    },
  );

const attributesOf = (source: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...source.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, unescaped(value)]),
  );

/**
 * Splits a message into the pages in front and the user's words. Only the marker of the
 * opening tag ends a page: a page that writes `</page_context>` itself stays one page.
 */
export const parseMessage = (content: string): ParsedMessage => {
  const pages: AttachedPage[] = [];
  let rest = content;
  for (;;) {
    const open = opening.exec(rest);
    const { id = '', url = '', title = '' } = attributesOf(open?.[1] ?? '');
    const closing = `</page_context id="${id}">`;
    const end = open === null || id === '' ? -1 : rest.indexOf(closing, open[0].length);
    if (open === null || end < 0) return { pages, words: rest.trim() };
    pages.push({ url, title, text: rest.slice(open[0].length, end).trim() });
    rest = rest
      .slice(end + closing.length)
      .trimStart()
      .replace(notice, '')
      .trimStart();
  }
};
