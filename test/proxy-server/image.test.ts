import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWhole, patienceOfTest } from '../chaos/scale.ts';
import { createPlatform } from '../platform/platform.ts';
import { proxyLock, proxyLockFile } from '../run/proxy-lock.ts';
import { startProxyProcess } from './proxy-process.ts';
import { chromiumOrigin, plantedKey } from './proxy-settings-fixture.ts';

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
beforeAll(build, patienceOfTest);
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
  if (isWhole) return install();
  for (const place of Object.keys(lock.packages).filter((name) => name !== '')) {
    // One that lies in another comes along with it.
    if (place.indexOf('node_modules/') !== place.lastIndexOf('node_modules/')) continue;
    mkdirSync(dirname(join(image, place)), { recursive: true });
    symlinkSync(resolve(place), join(image, place));
  }
}

/** As its RUN says. In the short form the project's own packages stand in, of the same versions. */
function install(): void {
  for (const file of ['package.json', 'package-lock.json']) expect(existsSync(join(image, file))).toBe(true);
  const [, command = ''] = /^RUN (npm ci [^&]+?) &&/m.exec(dockerfile) ?? [];
  const run = spawnSync(command, { cwd: image, shell: true, encoding: 'utf8' });
  expect([run.status, run.stderr]).toEqual([0, expect.any(String)]);
}

/** Links are looked at where they lie, not where they lead: there all of the project’s packages are. */
const ofNode = ['--preserve-symlinks'];

function commandOf(instruction: string): string[] {
  const [, command = '[]'] = new RegExp(`^${instruction} (\\[.*\\])$`, 'm').exec(dockerfile) ?? [];
  const [node, ...rest] = JSON.parse(command) as string[];
  expect(node).toBe('node');
  return rest;
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
    const run = spawnSync(process.execPath, [...ofNode, ...commandOf('CMD')], {
      cwd: image,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '' },
    });
    expect(run.stderr).toMatch(/^The proxy can't start:\n {2}PLATFORM_URL: /);
    expect(run.status).toBe(2);
  });

  it('serves there, is found well by its own check, and ends when it is told to', async () => {
    const platform = await createPlatform({ apiKeys: [plantedKey], auth: 'required' });
    try {
      const env = {
        NODE_ENV: 'production',
        PROXY_PORT: '0',
        PLATFORM_URL: platform.apiUrl,
        PLATFORM_API_KEY: plantedKey,
        TENANT_ID: 'miptech-company',
        ALLOWED_ORIGINS: chromiumOrigin,
      };
      const proxy = startProxyProcess(env, { args: [...ofNode, ...commandOf('CMD')], cwd: image });
      const [, port = ''] = await proxy.says(/listening at http:\/\/[\d.]+:(\d+)/i);
      const isWell = (at: string): number | null =>
        spawnSync(process.execPath, commandOf('HEALTHCHECK .* CMD'), {
          cwd: image,
          env: { PATH: process.env['PATH'] ?? '', PROXY_PORT: at },
        }).status;
      expect(isWell(port)).toBe(0);
      proxy.child.kill('SIGTERM');
      expect(await proxy.ended).toBe(0);
      expect(proxy.out()).toContain('"event":"stopped"');
      expect(isWell(port)).toBe(1);
    } finally {
      await platform.close();
    }
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
