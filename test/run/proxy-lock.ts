// lib/proxy-server/package-lock.json: of all that the project has installed, what the secure proxy needs, in the same
// versions. `node test/run/proxy-lock.ts --write` renews it; a test holds the file to what is made here.
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

export const proxyLockFile = 'lib/proxy-server/package-lock.json';
const manifestFile = 'lib/proxy-server/package.json';

interface Locked {
  readonly version?: string;
  readonly dev?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

interface Lock {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, Locked>>;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly engines: Readonly<Record<string, string>>;
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** Where a package at `from` finds another, as Node looks for it. */
function placeOf(name: string, from: string, packages: Lock['packages']): string {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (place in packages) return place;
    if (folder === '') throw new Error(`${name}, which ${from || 'the proxy'} needs, is not installed`);
  }
}

export function proxyLock(): object {
  const { packages, lockfileVersion } = readJson('package-lock.json') as Lock;
  const manifest = readJson(manifestFile) as Manifest;
  const needed = new Map<string, Locked>();
  const open = Object.keys(manifest.dependencies).map((name) => placeOf(name, '', packages));
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (needed.has(place)) continue;
    const from = place;
    const { dev: _, ...locked } = packages[place] ?? {};
    needed.set(place, locked);
    open.push(...Object.keys(locked.dependencies ?? {}).map((name) => placeOf(name, from, packages)));
  }
  const { name, version, dependencies, engines } = manifest;
  return {
    ...{ name, version, lockfileVersion, requires: true },
    packages: {
      '': { name, version, dependencies, engines },
      ...Object.fromEntries([...needed].toSorted(([one], [other]) => (one < other ? -1 : 1))),
    },
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const text = `${JSON.stringify(proxyLock(), null, 2)}\n`;
  if (process.argv.includes('--write')) writeFileSync(proxyLockFile, text);
  else process.stdout.write(text);
}
