import { afterEach, expect, it, vi } from 'vitest';
import { copyToClipboard } from '../../components/common/clipboard-copy.ts';

afterEach(() => vi.unstubAllGlobals());

class FakeItem {
  readonly parts: Readonly<Record<string, Blob | Promise<Blob>>>;
  constructor(parts: Readonly<Record<string, Blob | Promise<Blob>>>) {
    this.parts = parts;
  }
}

function stubClipboard(canWrite: boolean): string[] {
  const kept: string[] = [];
  const write = async ([item]: FakeItem[]): Promise<void> => {
    for (const [type, part] of Object.entries(item?.parts ?? {})) {
      const blob = await part;
      kept.push(`${type}: ${await blob.text()}`);
    }
  };
  const writeText = async (text: string): Promise<void> => void kept.push(text);
  vi.stubGlobal('navigator', { clipboard: canWrite ? { write, writeText } : { writeText } });
  vi.stubGlobal('ClipboardItem', FakeItem);
  return kept;
}

it('both kinds lie on the clipboard together', async () => {
  const kept = stubClipboard(true);
  await copyToClipboard('**a**', () => Promise.resolve('<p>a</p>'));
  expect(kept).toEqual(['text/plain: **a**', 'text/html: <p>a</p>']);
});

it('the text alone does where there is nothing else, or no way to say more', async () => {
  const kept = stubClipboard(true);
  await copyToClipboard('a', null);
  const older = stubClipboard(false);
  await copyToClipboard('b', () => Promise.resolve('<p>b</p>'));
  expect([kept, older]).toEqual([['a'], ['b']]);
});

it('the text is copied where the rest can’t be loaded', async () => {
  const kept = stubClipboard(true);
  await copyToClipboard('a', () => Promise.reject(new Error('gone')));
  expect(kept.at(-1)).toBe('a');
});
