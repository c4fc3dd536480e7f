import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** The project in a folder of its own, in which files may be changed as one likes. */
export interface TreeCopy {
  readonly folder: string;
  /** `file` is relative to the project. */
  write(file: string, text: string): void;
  remove(): void;
}

/** What is made from the rest, or is no part of the tests. */
const leftOut: ReadonlySet<string> = new Set(['.git', '.output', '.wxt', '.cache', 'node_modules']);

export function createTreeCopy(root: string): TreeCopy {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'miptech-sidepanel-mutants-')));
  cpSync(root, folder, {
    recursive: true,
    filter: (path) => !leftOut.has(relative(root, path)),
  });
  // On Windows a junction needs no rights.
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return {
    folder,
    write: (file, text) => writeFileSync(join(folder, file), text),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
