import { createHash } from 'node:crypto';
import { mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../run/chromium.mjs';
import { until } from './until.ts';

/** A real policy of this machine, as an administrator would put it there, for one extension. */
export interface PolicyFile {
  /** A browser that runs notices within seconds. */
  write(policy: object): Promise<void>;
  remove(): Promise<void>;
}

/** Chromium names an unpacked extension after its folder: 128 bits of the hash, in the letters a to p. */
export async function unpackedId(dir: string): Promise<string> {
  const hash = createHash('sha256')
    .update(await realpath(dir))
    .digest('hex');
  return hash
    .slice(0, 32)
    .replaceAll(/./g, (digit) => String.fromCodePoint(0x61 + Number.parseInt(digit, 16)));
}

/** Where the browser that the tests run looks for what is mandatory. */
function managedFolder(): string {
  if (process.platform !== 'linux') {
    throw new Error('The policy test writes a policy file, which only browsers on Linux read: run it there.');
  }
  const browser = findChromium() ?? '';
  if (browser.includes('google-chrome')) return '/etc/opt/chrome/policies/managed';
  if (browser.includes('microsoft-edge')) return '/etc/opt/edge/policies/managed';
  return '/etc/chromium/policies/managed';
}

/**
 * The file is named after the extension's id, which comes from a temporary folder: runs beside each other, and what a
 * person has there, don't meet.
 * @throws where this user may not write there, with what to do about it
 */
export async function createPolicyFile(extensionId: string, policy: object): Promise<PolicyFile> {
  const of = (next: object) => (): object => ({ '3rdparty': { extensions: { [extensionId]: next } } });
  const file = await createManagedFile(`test-${extensionId}`, of(policy));
  return { write: (next) => file.change(of(next)), remove: file.remove };
}

/**
 * The same, of what the browser itself is told about one extension: `runtime_blocked_hosts` and the like. All extensions stand
 * under one key, of which a browser believes one file alone: tests that run beside each other share it.
 */
export async function createBrowserPolicy(extensionId: string, settings: object): Promise<PolicyFile> {
  const file = await createManagedFile('browser', (known) => withSettings(known, extensionId, settings));
  return {
    write: (next) => file.change((known) => withSettings(known, extensionId, next)),
    remove: () => file.change((known) => withSettings(known, extensionId, undefined)),
  };
}

/** What may stand in the shared file. */
interface BrowserPolicy {
  readonly ExtensionSettings?: Readonly<Record<string, object | undefined>>;
}

function withSettings(
  { ExtensionSettings }: BrowserPolicy,
  id: string,
  settings: object | undefined,
): object {
  return { ExtensionSettings: { ...ExtensionSettings, [id]: settings } };
}

/** @throws where this user may not write there, with what to do about it */
async function createManagedFile(name: string, first: Change): Promise<ManagedFile> {
  const folder = managedFolder();
  const file = join(folder, `miptech-sidepanel-${name}.json`);
  // Not in that folder, all of which the browser reads.
  const lock = join(tmpdir(), `miptech-sidepanel-${name}.lock`);
  async function change(next: Change): Promise<void> {
    await until('nobody else writes the policy', () => mayWrite(lock));
    try {
      // Whole at once: a browser that reads half of it would believe nothing.
      await writeFile(`${file}.next`, JSON.stringify(next(await readPolicy(file))));
      await rename(`${file}.next`, file);
    } finally {
      await rm(lock, { recursive: true, force: true });
    }
  }
  try {
    await mkdir(folder, { recursive: true });
    await change(first);
  } catch (error) {
    throw new Error(
      `The policy test writes a policy file to ${folder}, and may not. Once, as root: install -d -o "$USER" ${folder}`,
      { cause: error },
    );
  }
  return { change, remove: () => rm(file, { force: true }) };
}

type Change = (known: BrowserPolicy) => object;

interface ManagedFile {
  change(next: Change): Promise<void>;
  remove(): Promise<void>;
}

/** ms. Writing takes a hundredth of it: who holds it longer has died. */
const longest = 5_000;

async function mayWrite(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch {
    // Somebody else holds it, or did.
    const held = await stat(lock).catch(() => null);
    if (held !== null && Date.now() - held.mtimeMs > longest)
      await rm(lock, { recursive: true, force: true });
    return false;
  }
}

async function readPolicy(file: string): Promise<BrowserPolicy> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  return JSON.parse(text) as BrowserPolicy;
}
