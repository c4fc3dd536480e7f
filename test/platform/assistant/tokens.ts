/** A text in the pieces a model would send it in: a word each, with the white space after it. Joined, they are the text. */
export const splitTokens = (text: string): string[] => text.match(/\S+\s*|\s+/g) ?? [];
