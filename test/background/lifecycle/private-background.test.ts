import { expect, it, vi } from 'vitest';
import type { Background } from '../../../lib/background/background-shape.ts';
import { createPrivateBackground } from '../../../lib/background/lifecycle/private-background.ts';

function open() {
  const made: Background[] = [];
  const gone: (() => void)[] = [];
  const slept = vi.fn<() => void>();
  const stayAwake = vi.fn<() => () => void>(() => slept);
  const privately = createPrivateBackground({
    make() {
      const background = {
        end: vi.fn(async () => undefined),
        onlineChanged: vi.fn(),
      } as unknown as Background;
      made.push(background);
      return background;
    },
    stayAwake,
    onWindowsGone: (callback) => void gone.push(callback),
  });
  return { privately, made, gone, slept, stayAwake };
}

it('is made for the first private panel, and is the same for all of them', () => {
  const { privately, made, stayAwake } = open();
  expect(made).toEqual([]);
  privately.onlineChanged(false);
  expect(privately.current()).toBe(privately.current());
  expect(made).toHaveLength(1);
  expect(stayAwake).toHaveBeenCalledOnce();
  privately.onlineChanged(false);
  expect(made[0]?.onlineChanged).toHaveBeenCalledExactlyOnceWith(false);
});

it('ends with the last private window, and with it all that it held; the next one finds nothing', () => {
  const { privately, made, gone, slept } = open();
  const first = privately.current();
  expect(slept).not.toHaveBeenCalled();
  gone[0]?.();
  expect(slept).toHaveBeenCalledOnce();
  expect(made[0]?.end).toHaveBeenCalledOnce();
  expect(privately.current()).not.toBe(first);
  expect(made).toHaveLength(2);
});
