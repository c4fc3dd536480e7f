import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../lib/shared/conversation.ts';
import {
  aroundStretch,
  boundedWindow,
  withEarlierStretch,
  withLaterStretch,
  type MessageStretch,
} from '../../lib/view/message-stretch.ts';
import {
  atNewest,
  isOfWindow,
  messagesRead,
  mostRead,
  type MessageWindow,
} from '../../lib/view/message-window.ts';
import { putMessage } from '../../lib/view/message-list.ts';
import { question } from './messages.ts';

const at = (ordinal: number): Message => question({ id: `u${ordinal}`, ordinal });

/** As the background hands them over. */
function before(all: readonly Message[], ordinal: number, limit = 50): MessageStretch {
  const found = all.filter((message) => message.ordinal < ordinal);
  return { messages: found.slice(-limit), before: ordinal, hasEarlier: found.length > limit };
}

type Act = 'earlier' | 'later' | 'newest' | 'put' | { readonly around: number };

function perform(all: Message[], window: MessageWindow, act: Act): MessageWindow {
  if (act === 'newest') return boundedWindow(atNewest(window), 'later');
  if (act === 'put') {
    const message = at((all.at(-1)?.ordinal ?? 0) + 1);
    all.push(message);
    return isOfWindow(window, message)
      ? { ...window, messages: putMessage(window.messages, message) }
      : window;
  }
  if (act === 'earlier') {
    const first = window.messages[0]?.ordinal ?? 0;
    return boundedWindow(withEarlierStretch(window, before(all, first)), 'earlier');
  }
  if (act === 'later')
    return window.gap === Infinity
      ? window
      : boundedWindow(withLaterStretch(window, before(all, window.gap + 51)), 'later');
  const found = before(all, act.around + 25);
  return found.messages.length === 0 ? window : boundedWindow(aroundStretch(window, found), 'later');
}

describe('the part of a long chat that a page holds', () => {
  it('is the whole chat, cut to what is read, in whatever order it is loaded and let go of', () => {
    const acts = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom<Act>('earlier', 'later') },
      fc.constantFrom<Act>('newest', 'put'),
      fc.record({ around: fc.integer({ min: 1, max: 900 }) }),
    );
    const ordinals = fc.uniqueArray(fc.integer({ min: 1, max: 900 }), { minLength: 60, maxLength: 800 });
    fc.assert(
      fc.property(ordinals, fc.array(acts, { maxLength: 30 }), (places, all) => {
        const chat = places.toSorted((one, other) => one - other).map(at);
        let window: MessageWindow = { ...before(chat, Infinity), gap: Infinity };
        for (const act of all) {
          window = perform(chat, window, act);
          const read = messagesRead(window);
          const [first, last] = [read[0]?.ordinal ?? 0, read.at(-1)?.ordinal ?? 0];
          const ids = (messages: readonly Message[]): string[] => messages.map(({ id }) => id);
          const whole = chat.filter(({ ordinal }) => ordinal >= first && ordinal <= last);
          expect(ids(read)).toEqual(ids(whole));
          expect(window.hasEarlier).toBe(first > (chat[0]?.ordinal ?? 0));
          if (window.gap === Infinity) expect(last).toBe(chat.at(-1)?.ordinal);
          // The newest are there wherever somebody reads.
          expect(window.messages.at(-1)?.id).toBe(chat.at(-1)?.id);
          expect(read.length).toBeLessThanOrEqual(mostRead + 50);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('has once what comes by two ways, and nothing of a part that is not read any more', () => {
    const chat = Array.from({ length: 250 }, (_, n) => at(n + 1));
    const window: MessageWindow = { ...before(chat, Infinity), gap: Infinity };
    const [near, far] = [before(chat, 201), before(chat, 201, 150)];
    for (const order of [
      [near, far],
      [far, near],
    ]) {
      const { messages, hasEarlier } = order.reduce(withEarlierStretch, window);
      expect(messages.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 200 }, (_, n) => n + 51));
      expect(hasEarlier).toBe(true);
    }
    expect(withEarlierStretch(window, before(chat, 101))).toBe(window);
  });

  it('keeps what is selected, until that is more than a page may hold', () => {
    const chat = Array.from({ length: 250 }, (_, n) => at(n + 1));
    const window = { messages: chat, hasEarlier: false, gap: Infinity };
    expect(messagesRead(boundedWindow(window, 'earlier')).at(-1)?.ordinal).toBe(200);
    expect(messagesRead(boundedWindow(window, 'later', new Set(['u20', 'u240'])))[0]?.ordinal).toBe(20);
    const huge = { ...window, messages: Array.from({ length: 1_100 }, (_, n) => at(n + 1)) };
    expect(messagesRead(boundedWindow(huge, 'later', new Set(['u1', 'u1100'])))).toHaveLength(mostRead);
  });
});
