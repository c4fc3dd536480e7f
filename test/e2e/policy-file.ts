import { createHash } from 'node:crypto';
import { mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findChromium } from '../run/chromium.mjs';

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
export function createPolicyFile(extensionId: string, policy: object): Promise<PolicyFile> {
  return createManagedFile(`test-${extensionId}`, policy, (next) => ({
    '3rdparty': { extensions: { [extensionId]: next } },
  }));
}

/** The same, of what the browser itself is told about one extension: `runtime_blocked_hosts` and the like. */
export function createBrowserPolicy(extensionId: string, settings: object): Promise<PolicyFile> {
  return createManagedFile(`browser-${extensionId}`, settings, (next) => ({
    ExtensionSettings: { [extensionId]: next },
  }));
}

async function createManagedFile(
  name: string,
  policy: object,
  toPolicy: (policy: object) => object,
): Promise<PolicyFile> {
  const folder = managedFolder();
  const file = join(folder, `miptech-sidepanel-${name}.json`);
  const write = (next: object): Promise<void> => writeFile(file, JSON.stringify(toPolicy(next)));
  try {
    await mkdir(folder, { recursive: true });
    await write(policy);
  } catch (error) {
    throw new Error(
      `The policy test writes a policy file to ${folder}, and may not. Once, as root: install -d -o "$USER" ${folder}`,
      { cause: error },
    );
  }
  return { write, remove: () => rm(file, { force: true }) };
}
