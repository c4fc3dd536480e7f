import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { proxyLock, proxyLockFile } from '../run/proxy-lock.ts';

/* No container is built here: what its file says is done by hand, as far as it is about files. */

const dockerfile = readFileSync('lib/proxy-server/Dockerfile', 'utf8');
const manifest = JSON.parse(readFileSync('lib/proxy-server/package.json', 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
};
const lock = JSON.parse(readFileSync(proxyLockFile, 'utf8')) as {
  readonly packages: Readonly<Record<string, object>>;
};

const copies = [...dockerfile.matchAll(/^COPY (.+) (\S+)$/gm)].map(([, from = '', to = '']) => ({
  from: from.split(' '),
  to,
}));
const image = mkdtempSync(join(tmpdir(), 'proxy-image-'));
afterAll(() => rmSync(image, { recursive: true, force: true }));

/** As Docker copies: into a folder that is named with a slash, or as what is named. */
function build(): void {
  for (const { from, to } of copies)
    for (const source of from) {
      const target = to.endsWith('/')
        ? join(image, to, source.slice(source.lastIndexOf('/') + 1))
        : join(image, to);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(source, target, { recursive: true });
    }
  for (const place of Object.keys(lock.packages).filter((name) => name !== '')) {
    // One that lies in another comes along with it.
    if (place.indexOf('node_modules/') !== place.lastIndexOf('node_modules/')) continue;
    mkdirSync(dirname(join(image, place)), { recursive: true });
    symlinkSync(resolve(place), join(image, place));
  }
}

describe('the image of the secure proxy', () => {
  it('copies what is there, and nothing of the extension’s own', () => {
    const sources = copies.flatMap(({ from }) => from);
    expect(sources.length).toBeGreaterThan(5);
    expect(sources.filter((source) => !existsSync(source))).toEqual([]);
    expect(sources.filter((source) => !source.startsWith('lib/'))).toEqual([]);
    expect(
      sources.filter((source) => /view|background|session|storage|browser|page-context/.test(source)),
    ).toEqual([]);
    // What Docker is not given it can’t copy.
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
    expect(ignored).toContain('*');
    expect(ignored).toContain('!lib');
  });

  it('holds all that its command needs: it starts there, and says what is not set', () => {
    build();
    const [, command = '[]'] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? [];
    const [node, ...rest] = JSON.parse(command) as string[];
    expect(node).toBe('node');
    // Links are looked at where they lie, not where they lead: there all of the project’s packages are.
    const run = spawnSync(process.execPath, ['--preserve-symlinks', ...rest], {
      cwd: image,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '' },
    });
    expect(run.stderr).toMatch(/^The proxy can't start:\n {2}PLATFORM_URL: /);
    expect(run.status).toBe(2);
  });

  it('runs as nobody in particular, on a Node that reads TypeScript, and tells whether it is well', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^FROM node:24-/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK .*\/healthz/m);
    expect(dockerfile).not.toMatch(/^(?:ENV|ARG) .*KEY/m);
  });

  it('installs five packages and what they need, in the versions that are tested here', () => {
    expect(Object.keys(manifest.dependencies)).toEqual([
      '@fastify/cors',
      '@fastify/helmet',
      '@fastify/rate-limit',
      'fastify',
      'zod',
    ]);
    for (const [name, version] of Object.entries(manifest.dependencies)) {
      const installed = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as {
        version: string;
      };
      expect([name, version]).toEqual([name, installed.version]);
    }
    expect(lock).toEqual(proxyLock());
    const names = Object.keys(lock.packages).join(' ');
    expect(names).not.toMatch(/react|wxt|vite|puppeteer/);
  });
});
