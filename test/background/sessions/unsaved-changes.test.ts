import { describe, expect, it } from 'vitest';
import { createUnsavedChanges } from '../../../lib/background/sessions/unsaved-changes.ts';
import { freshBudget } from '../../../lib/session/budget.ts';
import type { Change } from '../../../lib/session/effect.ts';
import { StorageError } from '../../../lib/shared/storage-error.ts';
import { ConversationGone } from '../../../lib/storage/conversation-gone.ts';
import { createVirtualClock } from '../../doubles/virtual-clock.ts';
import { answer, finished, put, question } from '../../storage/records.ts';

const sent = put(question({ status: 'sent' }));
const accepted: Change = { type: 'accepted-counted', accepted: 1, said: ['a'] };
const probe: Change = { type: 'titled', title: 'T' };

function open() {
  const clock = createVirtualClock();
  const written: (readonly Change[])[] = [];
  const late: (readonly Change[])[] = [];
  let error: Error | null = null;
  let attempts = 0;
  const unsaved = createUnsavedChanges({
    clock,
    probe: () => probe,
    onStored: (changes) => void late.push(changes),
    async apply(changes) {
      attempts += 1;
      await Promise.resolve();
      if (error !== null) throw error;
      written.push(changes);
    },
  });
  return {
    ...{ unsaved, clock, written, late },
    attempts: () => attempts,
    fail: (next: Error | null) => void (error = next),
    /** Fires what is due next, and lets what comes of it end. Resolves with the ms until then. */
    async wait(): Promise<number> {
      const before = clock.now();
      clock.fireNext();
      await new Promise((resolve) => setImmediate(resolve));
      return clock.now() - before;
    },
  };
}

const full = new StorageError('full');

describe('what could not be stored', () => {
  it('is written with what comes next, in front of it and in one go', async () => {
    const { unsaved, written, late, fail } = open();
    fail(full);
    await expect(unsaved.store([sent, accepted])).rejects.toBe(full);
    fail(null);
    await unsaved.store([finished()]);
    expect(written).toEqual([[sent, accepted, finished()]]);
    expect(late).toEqual([[sent, accepted]]);
    await unsaved.store([probe]);
    expect(written[1]).toEqual([probe]);
  });

  it('is written by itself once there is room, asked for ever more seldom, and never given up', async () => {
    const { unsaved, written, late, fail, wait, clock } = open();
    fail(full);
    await unsaved.store([sent]).catch(() => undefined);
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) pauses.push(await wait());
    expect(pauses).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(written).toEqual([]);
    fail(null);
    await wait();
    expect(written).toEqual([[sent]]);
    expect(late).toEqual([[sent]]);
    expect(clock.count()).toBe(0);
    // From the beginning, should it fill up again.
    fail(full);
    await unsaved.store([sent]).catch(() => undefined);
    expect(await wait()).toBe(2000);
  });

  it('keeps one clock, however much fails', async () => {
    const { unsaved, clock, fail } = open();
    fail(full);
    await Promise.allSettled([unsaved.store([sent]), unsaved.store([accepted]), unsaved.store([finished()])]);
    expect(clock.count()).toBe(1);
  });

  it('is not what the core takes back: a message that was to be taken or marked, its draft, and what it spent', async () => {
    const { unsaved, written, fail } = open();
    fail(full);
    await unsaved
      .store([
        { type: 'draft-spent', attachmentIds: [] },
        put(question({ status: 'queued' })),
        put(question({ status: 'sending' })),
        put(answer({ status: 'pending' })),
        { type: 'budget-changed', budget: freshBudget },
        put(answer({ status: 'streaming' })),
        put(question({ status: 'failed' })),
      ])
      .catch(() => undefined);
    fail(null);
    await unsaved.store([probe]);
    expect(written).toEqual([
      [put(answer({ status: 'streaming' })), put(question({ status: 'failed' })), probe],
    ]);
  });

  it('is not tried with each piece of an answer that streams, but all of it with its end', async () => {
    const { unsaved, attempts, written, fail } = open();
    const piece = (batch: number): Change => ({ type: 'text-appended', messageId: 'a1', batch, text: '' });
    fail(full);
    for (let batch = 0; batch < 100; batch += 1)
      await expect(unsaved.store([piece(batch)])).rejects.toBe(full);
    expect(attempts()).toBe(1);
    fail(null);
    await unsaved.store([finished()]);
    expect(written[0]).toHaveLength(101);
    await unsaved.store([piece(101)]);
    expect(written[1]).toEqual([piece(101)]);
  });

  it('stays in its order where something behind it was on its way already, and had room', async () => {
    // As two commits that were handed over in one turn: the second knows nothing of the first one's end.
    let end: (error?: Error) => void = () => undefined;
    const applied: (readonly Change[])[] = [];
    const unsaved = createUnsavedChanges({
      clock: createVirtualClock(),
      probe: () => probe,
      onStored: () => undefined,
      apply: (changes) =>
        new Promise((done, failed) => {
          applied.push(changes);
          end = (error) => (error === undefined ? done() : failed(error));
        }),
    });
    const one = unsaved.store([put(question({ status: 'failed' }))]);
    const endOne = end;
    const two = unsaved.store([
      put(question({ status: 'queued' })),
      { type: 'draft-spent', attachmentIds: [] },
    ]);
    const endTwo = end;
    endOne(full);
    await expect(one).rejects.toBe(full);
    endTwo();
    await two;
    void unsaved.store([probe]);
    expect(applied.at(-1)).toEqual([
      put(question({ status: 'failed' })),
      put(question({ status: 'queued' })),
      probe,
    ]);
  });

  it('may be nothing at all: then it is asked whether there is room, and the alert can go', async () => {
    const { unsaved, written, late, fail, wait } = open();
    fail(full);
    await unsaved.store([put(question({ status: 'queued' }))]).catch(() => undefined);
    fail(null);
    await wait();
    expect(written).toEqual([[probe]]);
    expect(late).toEqual([[]]);
  });

  it.each([
    ['a mistake of ours', new TypeError('x is not a function')],
    ['a conversation that was deleted', new ConversationGone()],
  ])('because of %s is not tried again', async (_name, error) => {
    const { unsaved, clock, written, fail } = open();
    fail(error);
    await expect(unsaved.store([sent])).rejects.toBe(error);
    expect(clock.count()).toBe(0);
    fail(null);
    await unsaved.store([probe]);
    expect(written).toEqual([[probe]]);
  });

  it('has a last try when the session ends, and none after it', async () => {
    const { unsaved, clock, written, fail } = open();
    fail(full);
    await unsaved.store([sent]).catch(() => undefined);
    await unsaved.close();
    expect(written).toEqual([]);
    expect(clock.count()).toBe(0);
    fail(null);
    await unsaved.close();
    expect(written).toEqual([[sent]]);
  });
});
