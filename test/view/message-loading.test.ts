import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Message } from '../../lib/shared/conversation.ts';
import { ok } from '../../lib/shared/result.ts';
import { readEarlier, readLater, type MessageReadingOptions } from '../../lib/view/message-loading.ts';
import { createTranscriptStore, type TranscriptStore } from '../../lib/view/transcript-store.ts';
import { question } from './messages.ts';

const range = (from: number, to: number): Message[] =>
  Array.from({ length: to - from + 1 }, (_, n) => question({ id: `m${from + n}`, ordinal: from + n }));

interface Opened {
  readonly store: TranscriptStore;
  readonly options: MessageReadingOptions;
  /** Ordinals of the first and last message, and where what is read ends, after each change. */
  readonly steps: string[];
}

/** A chat of a hundred messages, of which the page holds these. */
function open(messages: readonly Message[], gap = Infinity): Opened {
  const store = createTranscriptStore({ now: () => 0, frame: () => () => undefined });
  const conversation = { id: 'c1', title: '' };
  store.change((state) => ({ ...state, conversation, messages, gap, hasEarlier: true }));
  const ask = vi.fn(({ before }: { before: number }) => {
    const first = Math.max(1, before - 50);
    return Promise.resolve(ok({ messages: range(first, Math.min(100, before - 1)), hasEarlier: first > 1 }));
  });
  const steps: string[] = [];
  let last = messages;
  store.subscribe(() => {
    const { messages: now, gap: end } = store.state();
    if (now !== last)
      steps.push(`${now[0]?.ordinal}–${now.at(-1)?.ordinal}${end < Infinity ? ` to ${end}` : ''}`);
    last = now;
  });
  return { store, options: { store, ask: ask as never }, steps };
}

let frames: (() => void)[] = [];
beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
});
afterEach(() => vi.unstubAllGlobals());

/** Lets frames pass until it is done. */
async function drawn(reading: Promise<void>): Promise<void> {
  let isDone = false;
  void reading.then(() => (isDone = true));
  await vi.waitFor(() => {
    for (const frame of frames.splice(0)) frame();
    expect(isDone).toBe(true);
  });
}

describe('messages that are loaded as somebody scrolls', () => {
  it('are drawn upwards in parts, a frame for each', async () => {
    const { options, steps, store } = open(range(81, 100));
    await drawn(readEarlier(options));
    expect(steps).toEqual(['65–100', '49–100', '33–100', '31–100']);
    expect(store.state().hasEarlier).toBe(true);
    await drawn(readEarlier(options));
    expect(steps.slice(4)).toEqual(['15–100', '1–100']);
    expect(store.state().hasEarlier).toBe(false);
    expect(store.state().messages.map(({ ordinal }) => ordinal)).toEqual(
      range(1, 100).map(({ ordinal }) => ordinal),
    );
  });

  it('are drawn downwards in parts, until they meet the newest', async () => {
    const { options, steps, store } = open([...range(11, 20), ...range(81, 100)], 20);
    await drawn(readLater(options));
    expect(steps).toEqual(['11–100 to 36', '11–100 to 52', '11–100 to 68', '11–100 to 70']);
    await drawn(readLater(options));
    expect(store.state().gap).toBe(Infinity);
    expect(store.state().messages.map(({ ordinal }) => ordinal)).toEqual(
      range(11, 100).map(({ ordinal }) => ordinal),
    );
  });

  it('are drawn at once as far up as a place that was asked for', async () => {
    const { options, steps } = open(range(81, 100));
    await drawn(readEarlier(options, 40));
    expect(steps).toEqual(['31–100']);
  });

  it('end where another chat is shown, and where somebody went elsewhere in this one', async () => {
    const { options, store, steps } = open(range(81, 100));
    const reading = readEarlier(options);
    await vi.waitFor(() => expect(frames).toHaveLength(1));
    const other = { conversation: { id: 'c2', title: '' }, messages: range(5, 6) };
    store.change((state) => ({ ...state, ...other }));
    await drawn(reading);
    expect(steps).toEqual(['65–100', '5–6']);

    const elsewhere = open([...range(11, 20), ...range(81, 100)], 20);
    const later = readLater(elsewhere.options);
    await vi.waitFor(() => expect(frames).toHaveLength(1));
    elsewhere.store.change((state) => ({
      ...state,
      messages: [...range(41, 50), ...range(81, 100)],
      gap: 50,
    }));
    await drawn(later);
    expect(elsewhere.steps.at(-1)).toBe('41–100 to 50');
  });
});
