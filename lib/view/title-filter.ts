/** Case, accents and the width of a letter make no difference: "Ａ", "á" and "a" are the same. */
function foldTitle(text: string): string {
  // Upper case first: it has one form of what has several in lower case, as of the Greek sigma and the German ß.
  const cased = text.normalize('NFKD').toUpperCase().toLowerCase().replaceAll('ς', 'σ');
  return cased.normalize('NFKD').replaceAll(/\p{M}/gu, '');
}

/** Whether all words of the query stand in the title, wherever they do. */
export function hasWords(title: string, query: string): boolean {
  const folded = foldTitle(title);
  return foldTitle(query)
    .split(/\s+/)
    .every((word) => folded.includes(word));
}
