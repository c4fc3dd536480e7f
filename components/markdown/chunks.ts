/** Items, or rows, that are looked at as one while they stay the same. */
export const chunkSize = 48;

export function chunks<Part>(parts: readonly Part[], size = chunkSize): readonly (readonly Part[])[] {
  const count = Math.ceil(parts.length / size);
  return Array.from({ length: count }, (_, index) => parts.slice(index * size, (index + 1) * size));
}
