import { describe, expect, it, vi } from 'vitest';
import { createPolicySource } from '../../lib/config/policy-source.ts';
import { noPolicy, readPolicy, unreadPolicy } from '../../lib/config/policy.ts';

/** A browser that answers when it is told to, and what was stored of it before; `read` and `change` as it has them. */
function open(stored: unknown = null) {
  const asked: { resolve: (raw: unknown) => void; reject: (why: Error) => void }[] = [];
  let changed = (): void => undefined;
  const written: unknown[] = [];
  const told = vi.fn<() => void>();
  const source = createPolicySource(
    {
      read: () => new Promise((resolve, reject) => void asked.push({ resolve, reject })),
      onChanged: (listener) => void (changed = listener),
    },
    {
      read: () => (stored instanceof Error ? Promise.reject(stored) : Promise.resolve(stored)),
      write: (raw) => Promise.resolve(void written.push(raw)),
    },
  );
  source.onChanged(told);
  const answer = async (raw: unknown, turn = asked.length - 1): Promise<void> => {
    if (raw instanceof Error) asked[turn]?.reject(raw);
    else asked[turn]?.resolve(raw);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { source, asked, written, told, answer, change: () => changed() };
}

const days = (keepDays: number): object => ({ keepDays });

describe('what is known of a policy', () => {
  it.each([
    ['nothing, where nothing was ever handed over', null, unreadPolicy],
    ['nothing, where storage can’t be read', new Error('disk'), unreadPolicy],
    ['that none is set, where none was', {}, noPolicy],
    ['the one last handed over', days(7), readPolicy(days(7))],
  ])('while the browser takes its time: %s', async (_, stored, policy) => {
    expect(await open(stored).source.current()).toEqual(policy);
  });

  it('is the browser’s word once it has come, kept for the next start, and told to who was told another', async () => {
    const { source, told, written, answer } = open(days(7));
    await source.current();
    await answer(days(30));
    expect(await source.current()).toEqual(readPolicy(days(30)));
    expect(written).toEqual([days(30)]);
    expect(told).toHaveBeenCalledOnce();
  });

  it('is not told, nor written, where it is the very same', async () => {
    const { source, told, written, answer } = open({ keepDays: 7, ownProfiles: true });
    const before = await source.current();
    await answer({ ownProfiles: true, keepDays: 7 });
    expect(await source.current()).toBe(before);
    expect([written, told.mock.calls]).toEqual([[], []]);
  });

  it('is not told to nobody', async () => {
    const { told, answer } = open();
    await answer(days(7));
    expect(told).not.toHaveBeenCalled();
  });

  it('is told where nothing was known, also that nothing is set', async () => {
    const { source, told, answer } = open();
    await source.current();
    await answer({});
    expect(await source.current()).toBe(noPolicy);
    expect(told).toHaveBeenCalledOnce();
  });

  it.each([
    ['nothing, where nothing was known', null, unreadPolicy],
    ['the one last known', days(7), readPolicy(days(7))],
  ])('where the browser can’t say is %s, and never “none”', async (_, stored, policy) => {
    const { source, told, written, answer } = open(stored);
    await source.current();
    await answer(new Error('broken'));
    expect(await source.read()).toEqual(policy);
    expect([written, told.mock.calls]).toEqual([[], []]);
  });

  it('is asked for again where the browser could not say, and only there', async () => {
    const { source, asked, told, answer } = open();
    source.lookAgain();
    expect(asked).toHaveLength(1);
    await source.current();
    await answer(new Error('broken'));
    source.lookAgain();
    source.lookAgain();
    expect(asked).toHaveLength(2);
    await answer(days(7));
    expect(await source.current()).toEqual(readPolicy(days(7)));
    expect(told).toHaveBeenCalledOnce();
    source.lookAgain();
    expect(asked).toHaveLength(2);
  });

  it('is the latest, in whatever order the answers come', async () => {
    const { source, asked, answer, change } = open();
    change();
    expect(asked).toHaveLength(2);
    await answer(days(30), 1);
    await answer(days(7), 0);
    expect(await source.read()).toEqual(readPolicy(days(30)));
  });
});
