import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Protocol } from 'puppeteer-core';
import { runStep } from '../run/step.ts';

/** Which source file a function of the shipped worker comes from, such as `…/lib/storage/database.ts`; null: it is the browser's own. */
export type SourceOf = (frame: Protocol.Runtime.CallFrame) => string | null;

const script = 'background.js';
const mappedBuild = fileURLToPath(new URL('mapped-build.ts', import.meta.url));

/**
 * Builds the extension once more, with source maps, in a folder of its own.
 * @param shipped the folder of the build that is measured
 * @throws where that isn't the same script, byte for byte
 */
export async function readSources(shipped: string): Promise<SourceOf> {
  const outDir = await mkdtemp(join(tmpdir(), 'miptech-sidepanel-sources-'));
  try {
    const { ok, output } = await runStep({ name: 'build', command: ['node', mappedBuild, outDir] });
    if (!ok) throw new Error(output);
    const built = join(outDir, 'chrome-mv3', script);
    const [again, measured, map] = await Promise.all([
      readFile(built, 'utf8'),
      readFile(join(shipped, script), 'utf8'),
      readFile(`${built}.map`, 'utf8'),
    ]);
    if (again !== measured)
      throw new Error(
        'The sources have changed since the build that is measured, so its parts can’t be told apart.',
      );
    const sources = new SourceMap(JSON.parse(map) as SourceMapPayload);
    return ({ url, lineNumber, columnNumber }) => {
      if (!url.endsWith(`/${script}`)) return null;
      const entry = sources.findEntry(lineNumber, columnNumber);
      return 'originalSource' in entry ? entry.originalSource : null;
    };
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}
