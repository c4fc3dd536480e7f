import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

/** A fresh clone in which `npm ci` fails: what the bootstrap asks of npm then, and how it ends. */
function bootstrapWith(ci: string | undefined): { asked: string[]; status: number | null; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'miptech-bootstrap-'));
  folders.push(folder);
  mkdirSync(join(folder, 'test', 'run'), { recursive: true });
  for (const file of ['bootstrap.mjs', 'chromium.mjs']) {
    cpSync(join(import.meta.dirname, file), join(folder, 'test', 'run', file));
  }
  const lock = { packages: { 'node_modules/absent': { version: '1.0.0' } } };
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
  const npm = join(folder, 'npm');
  writeFileSync(npm, `#!/bin/sh\necho "$1" >> "${folder}/asked"\nexit 1\n`);
  chmodSync(npm, 0o755);
  const { CI: _, ...env } = process.env;
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'test', 'run', 'bootstrap.mjs')], {
    encoding: 'utf8',
    env: {
      ...env,
      ...(ci === undefined ? {} : { CI: ci }),
      PATH: [folder, process.env['PATH']].join(delimiter),
    },
  });
  const asked = readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n');
  return { asked, status, said: stderr };
}

describe.skipIf(process.platform === 'win32')('a package-lock.json that npm refuses', () => {
  it.each(['1', 'true', 'woodpecker'])(
    'ends the bootstrap in CI (CI=%s): nothing else is installed',
    (ci) => {
      const { asked, status, said } = bootstrapWith(ci);
      expect(asked).toEqual(['ci']);
      expect(status).toBe(1);
      expect(said).toMatch(/npm ci.*refused/);
    },
  );

  it.each([undefined, '', '0', 'false'])('is gone without by a person (CI=%s)', (ci) => {
    expect(bootstrapWith(ci).asked).toEqual(['ci', 'install']);
  });
});

describe('the workflows', () => {
  it('name every action by its commit, and say which version that is', () => {
    const workflow = readFileSync(join(import.meta.dirname, '../../.github/workflows/ci.yml'), 'utf8');
    const used = workflow.match(/uses:.*/g) ?? [];
    expect(used.length).toBeGreaterThan(2);
    for (const action of used) expect(action).toMatch(/^uses: [\w-]+\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/);
  });
});
