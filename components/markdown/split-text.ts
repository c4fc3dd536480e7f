/** Long enough that few nodes are made, short enough that the one being written is small. */
const pieceLength = 160;

/**
 * Text as the pieces of adjacent text nodes, cut at spaces. While text grows at its end all pieces but the last stay
 * equal, so their nodes are not touched: a selection in them survives, and no node grows without bound.
 * Without the marks that turn letters of any script around: they are there to make an address read as another one.
 */
export function splitText(written: string): string | string[] {
  const text = written.replaceAll(/[\u202d\u202e]/g, '');
  if (text.length <= pieceLength) return text;
  const pieces: string[] = [];
  let start = 0;
  while (text.length - start > pieceLength) {
    const space = text.indexOf(' ', start + pieceLength);
    // Without spaces (Chinese, a long URL) cut anywhere but inside a surrogate pair.
    let end = space !== -1 && space < start + 2 * pieceLength ? space + 1 : start + 2 * pieceLength;
    if (end >= text.length) break;
    if (/[\udc00-\udfff]/.test(text[end] ?? '')) end += 1;
    pieces.push(text.slice(start, end));
    start = end;
  }
  pieces.push(text.slice(start));
  return pieces;
}
