import { beforeEach, expect, it, vi } from 'vitest';
import { onPrivateWindowsGone } from '../../lib/browser/private-windows.ts';

interface Window {
  id: number;
  incognito: boolean;
}

const double = vi.hoisted(() => {
  const event = <Argument>() => {
    const listeners = new Set<(argument: Argument) => void>();
    return {
      listeners,
      addListener: (listener: (argument: Argument) => void) => void listeners.add(listener),
      removeListener: (listener: (argument: Argument) => void) => void listeners.delete(listener),
      tell: (argument: Argument) => [...listeners].forEach((listener) => listener(argument)),
    };
  };
  return { onCreated: event<Window>(), onRemoved: event<number>(), getAll: vi.fn<() => Promise<Window[]>>() };
});
vi.mock('../../lib/browser/browser.ts', () => ({ browser: { windows: double } }));

beforeEach(() => {
  double.onCreated.listeners.clear();
  double.onRemoved.listeners.clear();
});

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function watch(...open: Window[]) {
  const gone = vi.fn<() => void>();
  double.getAll.mockResolvedValue(open);
  onPrivateWindowsGone(gone);
  await settle();
  return gone;
}

const ordinary = { id: 1, incognito: false };

it('is told with the last of those that were open, and once', async () => {
  const gone = await watch(ordinary, { id: 2, incognito: true }, { id: 3, incognito: true });
  double.onRemoved.tell(2);
  double.onRemoved.tell(1);
  expect(gone).not.toHaveBeenCalled();
  double.onRemoved.tell(3);
  expect(gone).toHaveBeenCalledOnce();
  expect([double.onCreated.listeners.size, double.onRemoved.listeners.size]).toEqual([0, 0]);
});

it('counts those that are opened later', async () => {
  const gone = await watch(ordinary, { id: 2, incognito: true });
  double.onCreated.tell({ id: 3, incognito: true });
  double.onCreated.tell({ id: 4, incognito: false });
  double.onRemoved.tell(2);
  expect(gone).not.toHaveBeenCalled();
  double.onRemoved.tell(3);
  expect(gone).toHaveBeenCalledOnce();
});

it('is not kept by one that is opened a moment after the last was closed', async () => {
  const gone = await watch({ id: 2, incognito: true });
  double.onRemoved.tell(2);
  double.onCreated.tell({ id: 3, incognito: true });
  await settle();
  expect(gone).toHaveBeenCalledOnce();
});

it('is told at once where the last one was closed before it could be counted', async () => {
  expect(await watch(ordinary)).toHaveBeenCalledOnce();
});

it('goes by what it sees where the browser can’t count them', async () => {
  const gone = vi.fn<() => void>();
  double.getAll.mockRejectedValue(new Error('no windows'));
  onPrivateWindowsGone(gone);
  await settle();
  expect(gone).not.toHaveBeenCalled();
  double.onCreated.tell({ id: 3, incognito: true });
  double.onRemoved.tell(3);
  expect(gone).toHaveBeenCalledOnce();
});
