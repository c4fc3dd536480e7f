import type { PdfLine } from './pdf-line.ts';

export interface LinedPage {
  readonly lines: readonly PdfLine[];
  /** Points: the page's lower edge, and its upper one. */
  readonly reach: readonly [number, number];
}

/** Below that many pages, what repeats may be meant to. */
const fewestPages = 4;
/** Of the page's height, at the top and at the bottom. */
const edge = 0.08;

/**
 * The pages without what stands at the edge of many of them, whatever its numbers: headers, footers. Their words stay where
 * they come first; numbers of pages go.
 */
export function withoutRunningLines(pages: readonly LinedPage[]): readonly LinedPage[] {
  const written = pages.filter(({ lines }) => lines.length > 0);
  if (written.length < fewestPages) return pages;
  const seen = new Map<string, number>();
  for (const page of written) {
    const keys = new Set(page.lines.flatMap((line) => keyOf(line, page) ?? []));
    for (const key of keys) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  // Left and right pages may have one each.
  const often = Math.max(fewestPages, written.length * 0.4);
  const kept = new Set<string>();
  const isKept = (line: PdfLine, page: LinedPage): boolean => {
    const key = keyOf(line, page);
    if (key === undefined || (seen.get(key) ?? 0) < often) return true;
    const isNew = !kept.has(key) && /\p{L}/u.test(key);
    kept.add(key);
    return isNew;
  };
  return pages.map((page) => ({ ...page, lines: page.lines.filter((line) => isKept(line, page)) }));
}

function keyOf({ text, base }: PdfLine, { reach: [bottom, top] }: LinedPage): string | undefined {
  const height = (base - bottom) / (top - bottom);
  if (height > edge && height < 1 - edge) return undefined;
  return `${Math.round(height * 100)} ${text.replaceAll(/\d+|\b[ivxlc]+\b/g, '#')}`;
}
