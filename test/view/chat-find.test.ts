import { describe, expect, it, vi } from 'vitest';
import type { Message } from '../../lib/shared/conversation.ts';
import { createChatFind, type ChatFind } from '../../lib/view/chat-find.ts';
import { createTranscriptStore, type TranscriptStore } from '../../lib/view/transcript-store.ts';
import { answer, attachedPage, question } from './messages.ts';

const said = (ordinal: number, text: string): Message => question({ id: `m${ordinal}`, ordinal, text });

interface Opened {
  readonly store: TranscriptStore;
  readonly find: ChatFind;
  /** Hands over earlier messages; null: that was all. False: they could not be had. */
  earlier(messages: readonly Message[] | null | false): Promise<void>;
  /** Words of the place that is shown, as `m1#0`. */
  place(): string;
}

function open(messages: readonly Message[], window: { hasEarlier?: boolean; gap?: number } = {}): Opened {
  const store = createTranscriptStore({ now: () => 0, frame: () => () => undefined });
  store.change((state) => ({ ...state, messages, ...window }));
  let visit: (messages: readonly Message[]) => boolean = () => false;
  let end: (isWhole: boolean) => void = () => undefined;
  const readAll = vi.fn((visitor: typeof visit) => {
    visit = visitor;
    return new Promise<boolean>((done) => (end = done));
  });
  const find = createChatFind({ store, reading: { readAll } });
  return {
    store,
    find,
    async earlier(found) {
      if (found === null || found === false) end(found === null);
      else visit(found);
      await Promise.resolve();
      await Promise.resolve();
    },
    place() {
      const { place } = find.state();
      return place === null ? 'none' : `${place.messageId}#${place.nth}`;
    },
  };
}

const change = (store: TranscriptStore, messages: readonly Message[]): void =>
  store.change((state) => ({ ...state, messages }));

describe('words in a chat', () => {
  it('are counted, and walked through around both ends', () => {
    const { find, place } = open([said(1, 'tide'), said(2, 'none'), said(3, 'Tide, tide')]);
    find.search('TIDE', 2);
    expect(find.state()).toMatchObject({ query: 'tide', total: 3, at: 1 });
    const walked = ['next', 'next', 'next', 'previous', 'previous'] as const;
    expect([place(), ...walked.map((step) => (find.step(step), place()))]).toEqual([
      ...['m3#0', 'm3#1', 'm1#0', 'm3#0', 'm1#0', 'm3#1'],
    ]);
  });

  it('are found from where one reads, or else before that; none are told', () => {
    const { find, place } = open([said(1, 'tide'), said(2, 'moon'), said(3, 'moon')]);
    find.search('moon', 1);
    expect(place()).toBe('m2#0');
    find.search('tide', 3);
    expect(place()).toBe('m1#0');
    find.search('sun', 1);
    expect(find.state()).toMatchObject({ total: 0, at: null, place: null });
    find.step('next');
    expect(place()).toBe('none');
    find.search('', 1);
    expect(find.state()).toMatchObject({ query: '', total: 0, place: null });
  });

  it('are what is read of an answer: across marks, but not across blocks, and none of its syntax', () => {
    const { find } = open([
      answer({ status: 'complete', text: 'A **bold** word\n\nEnd [of it](https://tide.test)\n\nÜber' }),
    ]);
    const total = (typed: string): number => (find.search(typed, 1), find.state().total);
    expect(['bold word', 'word end', 'end of', 'tide.test', 'uber', 'BOLD   word '].map(total)).toEqual([
      ...[1, 0, 1, 0, 1, 1],
    ]);
  });

  it('are those of sources and of the titles of pages; not of pasted texts, nor of an answer in progress', () => {
    const { find } = open([
      question({
        text: 'x',
        attachments: [attachedPage(), attachedPage({ source: 'paste', title: 'Pasted tides' })],
      }),
      answer({ status: 'complete', sources: [{ title: 'On tides', url: '', snippet: 'Of tides' }] }),
      answer({ id: 'a2', ordinal: 3, status: 'streaming', text: 'tides' }),
    ]);
    find.search('tides', 1);
    expect(find.state().total).toBe(3);
  });

  it('stay where they were while others come, change and go', () => {
    const { find, place, store } = open([said(1, 'tide'), said(2, 'tide')]);
    find.search('tide', 2);
    const before = find.state().place;
    change(store, [said(0, 'tide'), ...store.state().messages, said(3, 'tide')]);
    expect(find.state()).toMatchObject({ total: 4, at: 2 });
    expect(find.state().place).toBe(before);
    change(store, store.state().messages.with(2, said(2, 'ebb')));
    expect(find.state()).toMatchObject({ total: 3, at: 2 });
    expect(place()).toBe('m3#0');
  });

  it('of a message that is deleted are gone; of one that the page lets go of they are not', () => {
    const { find, store } = open([said(5, 'tide'), said(6, 'tide'), said(7, 'tide')]);
    find.search('tide', 5);
    change(store, [said(6, 'tide'), said(7, 'tide')]);
    expect(find.state().total).toBe(2);
    store.change((state) => ({ ...state, messages: [said(7, 'tide')], hasEarlier: true }));
    expect(find.state().total).toBe(2);
    // Another part is read, and what is between it and the newest is let go of.
    store.change((state) => ({ ...state, messages: [said(3, 'tide'), said(7, 'tide')], gap: 3 }));
    expect(find.state().total).toBe(3);
    store.change((state) => ({ ...state, messages: [said(2, 'tide'), said(7, 'tide')], gap: 2 }));
    expect(find.state().total).toBe(4);
    store.change((state) => ({ ...state, messages: [said(2, 'tide')], gap: 2 }));
    expect(find.state().total).toBe(4);
  });
});

describe('what a page has not loaded', () => {
  it('is found as it is read, and the first of it is shown where nothing was', async () => {
    const { find, place, earlier } = open([said(9, 'ebb')], { hasEarlier: true });
    find.search('tide', 9);
    expect(find.state()).toMatchObject({ total: 0, isReading: true });
    await earlier([said(7, 'tide'), said(8, 'flood')]);
    expect(place()).toBe('m7#0');
    await earlier([said(5, 'tide')]);
    expect(find.state()).toMatchObject({ total: 2, at: 1, isReading: true });
    expect(place()).toBe('m7#0');
    await earlier(null);
    expect(find.state()).toMatchObject({ isReading: false, isPart: false });
  });

  it('is said to be missing where it can not be had', async () => {
    const { find, earlier } = open([said(9, 'tide')], { hasEarlier: true });
    find.search('tide', 9);
    await earlier(false);
    expect(find.state()).toMatchObject({ total: 1, isReading: false, isPart: true });
  });

  it('is read no further once nobody looks for it', async () => {
    const store = createTranscriptStore({ now: () => 0, frame: () => () => undefined });
    const answers: boolean[] = [];
    const readAll = async (visit: (messages: readonly Message[]) => boolean): Promise<boolean> => {
      await Promise.resolve();
      answers.push(visit([said(1, 'tide')]));
      return false;
    };
    createChatFind({ store, reading: { readAll } }).close();
    await vi.waitFor(() => expect(answers).toEqual([false]));
  });
});
