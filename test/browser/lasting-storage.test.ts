import { afterEach, expect, it, vi } from 'vitest';
import { askForLastingStorage } from '../../lib/browser/lasting-storage.ts';

afterEach(() => vi.unstubAllGlobals());

function stub(storage: object | undefined): void {
  vi.stubGlobal('navigator', storage === undefined ? {} : { storage });
}

it.each([
  ['granted', true],
  ['refused, which costs nothing', false],
])('the browser is asked once not to clear what is stored: %s', async (_name, isGranted) => {
  const persist = vi.fn(async () => isGranted);
  stub({ persisted: async () => false, persist });
  await askForLastingStorage();
  expect(persist).toHaveBeenCalledOnce();
});

it('asks no more where the browser has said so', async () => {
  const persist = vi.fn<() => Promise<boolean>>();
  stub({ persisted: async () => true, persist });
  await askForLastingStorage();
  expect(persist).not.toHaveBeenCalled();
});

it.each([
  ['has no such storage', undefined],
  ['can’t be asked, as by a worker', { persisted: async () => false }],
  ['fails', { persisted: vi.fn<() => Promise<boolean>>().mockRejectedValue(new Error('private')) }],
])('a browser that %s is nobody’s error', async (_name, storage) => {
  stub(storage);
  await expect(askForLastingStorage()).resolves.toBeUndefined();
});
