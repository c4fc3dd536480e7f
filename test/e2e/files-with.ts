import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Files below the folder that hold these words, in either of the ways in which browsers write them. */
export async function filesWith(folder: string, words: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const file of files.filter((entry) => entry.isFile())) {
    const path = join(file.parentPath, file.name);
    // One that the browser has just put away holds nothing any more.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (bytes.includes(words) || bytes.includes(Buffer.from(words, 'utf16le'))) found.push(path);
  }
  return found;
}

/**
 * Words that no other bytes of the machine say. The letters stand in an order of their own and none twice: databases are
 * compressed, and a pair of letters that came before would not be written again.
 */
export function uniqueWords(): string {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  return letters
    .map((letter) => ({ letter, place: crypto.getRandomValues(new Uint32Array(1))[0] ?? 0 }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ letter }) => letter)
    .join('');
}
