/** Items, or rows, that are looked at as one while they stay the same. */
export const chunkSize = 48;

export function chunks<Part>(parts: readonly Part[]): readonly (readonly Part[])[] {
  const count = Math.ceil(parts.length / chunkSize);
  return Array.from({ length: count }, (_, index) => parts.slice(index * chunkSize, (index + 1) * chunkSize));
}
