import { fail, ok, type Result } from '../shared/result.ts';
import { fileLimits } from './chat-file.ts';
import type { FileDamage } from './damage.ts';

/** Bytes that are looked at before a file is read: what is no text says so in the first ones. */
const sampled = 4_096;

const beginsWith = (bytes: Uint8Array, ...first: number[]): boolean =>
  first.every((byte, at) => bytes[at] === byte);

/** What is in the file, as text; or why it is none that could be one of ours. A byte order mark is no part of it. */
export async function readFileText(file: Blob): Promise<Result<string, FileDamage>> {
  if (file.size === 0) return fail({ code: 'empty' });
  if (file.size > fileLimits.bytes) return fail({ code: 'too-large' });
  try {
    const refusal = refusalOf(new Uint8Array(await file.slice(0, sampled).arrayBuffer()));
    if (refusal !== null) return fail(refusal);
    const text = decode(await file.arrayBuffer());
    if (text === null) return fail({ code: 'not-utf-8' });
    return text.trim() === '' ? fail({ code: 'empty' }) : ok(text);
  } catch {
    // Moved or changed since it was chosen, or not to be read by us: whichever it was, the browser doesn't say.
    return fail({ code: 'unreadable' });
  }
}

function refusalOf(bytes: Uint8Array): FileDamage | null {
  if (beginsWith(bytes, 0x1f, 0x8b) || beginsWith(bytes, 0x50, 0x4b, 3, 4)) return { code: 'compressed' };
  if (beginsWith(bytes, 0xff, 0xfe) || beginsWith(bytes, 0xfe, 0xff)) return { code: 'utf-16' };
  // Without its mark: every other byte of the first bracket and quote is nothing.
  if (beginsWith(bytes, 0x7b, 0) || beginsWith(bytes, 0, 0x7b)) return { code: 'utf-16' };
  return bytes.includes(0) ? { code: 'binary' } : null;
}

function decode(bytes: ArrayBuffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What it throws says no more than that.
    return null;
  }
}
