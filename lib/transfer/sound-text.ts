/** Text as it can be stored, shown and sent: half a surrogate pair, and NUL, become U+FFFD. */
export function soundText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/** In one line, as a title is shown. */
export function soundLine(text: string): string {
  return soundText(text)
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
}
