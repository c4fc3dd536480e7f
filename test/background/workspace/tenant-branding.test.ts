import { describe, expect, it } from 'vitest';
import { createTenantBranding } from '../../../lib/background/workspace/tenant-branding.ts';
import type { Branding } from '../../../lib/messaging/contract.ts';
import { defaultBranding } from '../../../lib/protocol/rest/branding.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';

const fresh: Branding = { ...defaultBranding, title: 'Acme' };
const lastSeen: Branding = { title: 'Seen', suggestions: [], maxMessageLength: 20 };

/** A platform that answers when told. */
function open(seen: Branding | null = null) {
  const clock = createVirtualClock();
  const asked: {
    answer: (branding: Branding | null) => void;
    signal: AbortSignal;
    again: ((notBefore: number) => void) | undefined;
  }[] = [];
  const changes: Branding[] = [];
  const branding = createTenantBranding({
    seen,
    clock,
    gateway: {
      readBranding: (signal, again) => new Promise((answer) => asked.push({ answer, signal, again })),
    },
    onChanged: (changed) => void changes.push(changed),
  });
  const answer = async (value: Branding | null): Promise<void> => {
    asked[0]?.answer(value);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { branding, asked, changes, answer, clock };
}

describe('the look of a tenant', () => {
  it('is the one last seen, until the platform has answered', async () => {
    const { branding, changes, answer, clock } = open(lastSeen);
    branding.refresh();
    expect(branding.current()).toEqual(lastSeen);
    clock.fireNext();
    await answer(fresh);
    expect(branding.current()).toEqual(fresh);
    expect(changes).toEqual([fresh]);
  });

  it('is not asked for again in the moment in which a worker starts', () => {
    const { branding, asked, clock } = open(lastSeen);
    branding.refresh();
    expect(asked).toHaveLength(0);
    clock.fireNext();
    expect(asked).toHaveLength(1);
  });

  it('is not asked for by a workspace that was closed in that moment', () => {
    const { branding, clock } = open(lastSeen);
    branding.refresh();
    branding.close();
    expect(clock.count()).toBe(0);
  });

  it('that comes from storage with its fields in another order is the same', async () => {
    const { branding, changes, answer, clock } = open(lastSeen);
    branding.refresh();
    clock.fireNext();
    await answer({ maxMessageLength: 20, title: 'Seen', suggestions: [] });
    expect(changes).toEqual([]);
  });

  it('is asked for once, however often somebody looks', () => {
    const { branding, asked } = open();
    expect(asked).toHaveLength(0);
    branding.refresh();
    branding.refresh();
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['has none, or can’t tell', null],
    ['says what is known already', { ...defaultBranding }],
  ])('stays, and nobody is told, where the platform %s', async (_what, value) => {
    const { branding, changes, answer } = open();
    branding.refresh();
    await answer(value);
    expect(branding.current()).toEqual(defaultBranding);
    expect(changes).toEqual([]);
  });

  it('that could not be read is asked for again by itself, ever later, and then by the next look', async () => {
    const { branding, asked, changes, clock } = open();
    branding.refresh();
    const waits: number[] = [];
    for (let next = asked.at(-1); next !== undefined && waits.length < 20; next = asked.at(-1)) {
      next.again?.(0);
      const due = clock.next();
      if (due === null) break;
      waits.push(due - clock.now());
      clock.fireNext();
    }
    expect(waits).toEqual([2000, 4000, 8000, 16_000, 32_000, 64_000]);
    branding.refresh();
    expect(asked).toHaveLength(8);
    asked.at(-1)?.answer(fresh);
    await new Promise((resolve) => setImmediate(resolve));
    expect(changes).toEqual([fresh]);
    branding.refresh();
    expect([asked.length, clock.count()]).toEqual([8, 0]);
  });

  it('is not asked for before a limit is over, nor by a workspace that was closed meanwhile', () => {
    const { branding, asked, clock } = open();
    branding.refresh();
    asked[0]?.again?.(60_000);
    expect((clock.next() ?? 0) - clock.now()).toBe(60_000);
    branding.close();
    expect(clock.count()).toBe(0);
    asked[0]?.again?.(0);
    expect(clock.count()).toBe(0);
  });

  it('is nothing to a workspace that was closed before the answer came', async () => {
    const { branding, asked, changes, answer } = open();
    branding.refresh();
    branding.close();
    expect(asked[0]?.signal.aborted).toBe(true);
    await answer(fresh);
    expect(changes).toEqual([]);
  });
});
