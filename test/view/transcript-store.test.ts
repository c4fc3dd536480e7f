import { describe, expect, it, vi } from 'vitest';
import type { Patch, Push } from '../../lib/messaging/contract.ts';
import type { Message } from '../../lib/shared/conversation.ts';
import { createTranscriptStore, type TranscriptStore } from '../../lib/view/transcript-store.ts';
import { emptySnapshot } from '../doubles/fake-page-port.ts';
import { answer, question } from './messages.ts';

/** Frames are painted when the test says so. */
function setUp(messages = [question(), answer()]): {
  store: TranscriptStore;
  paint: () => void;
  patch: (patch: Patch) => void;
} {
  let frames: (() => void)[] = [];
  const store = createTranscriptStore({
    now: () => 0,
    frame: (callback) => {
      frames.push(callback);
      return () => void (frames = frames.filter((frame) => frame !== callback));
    },
  });
  const apply = (push: Push): void => store.apply(push);
  apply({ type: 'snapshot', revision: 1, snapshot: { ...emptySnapshot, messages } });
  return {
    store,
    paint: () => frames.splice(0).forEach((frame) => frame()),
    patch: (patch) => apply({ type: 'patch', revision: 2, patch }),
  };
}

const append = (text: string): Patch => ({ type: 'message/append', messageId: 'a1', text });
const finish: Patch = {
  type: 'message/finish',
  messageId: 'a1',
  status: 'complete',
  sources: [],
  completedAt: 9,
};

describe('the transcript store', () => {
  it('changes the state once when an answer begins, and not again while it streams', () => {
    const { store, patch } = setUp();
    patch(append('One '));
    const begun = store.state();
    expect(begun.messages[1]?.status).toBe('streaming');
    patch(append('two '));
    patch(append('three'));
    expect(store.state()).toBe(begun);
    expect(store.live('a1')?.whole()).toBe('One two three');
  });

  it('tells the reader of a stream once per frame', () => {
    const { store, patch, paint } = setUp();
    const reader = vi.fn();
    store.live('a1')?.subscribe(reader);
    patch(append('a'));
    patch(append('b'));
    expect(reader).not.toHaveBeenCalled();
    expect(store.live('a1')?.shown()).toBe('');
    paint();
    paint();
    expect(reader).toHaveBeenCalledTimes(1);
    expect(store.live('a1')?.shown()).toBe('ab');
  });

  it('keeps what was appended when the end brings no text, painted or not', () => {
    const { store, patch } = setUp();
    patch(append('All of it'));
    patch(finish);
    expect(store.state().messages[1]).toMatchObject({ text: 'All of it', status: 'complete' });
    expect(store.live('a1')).toBeNull();
  });

  it('takes the text of the end where there is one', () => {
    const { store, patch } = setUp();
    patch(append('Hal'));
    patch({ ...finish, text: 'Half and the rest' });
    expect(store.state().messages[1]?.text).toBe('Half and the rest');
  });

  it('goes on with a stream from the text of the snapshot', () => {
    const { store, patch } = setUp([question(), answer({ status: 'streaming', text: 'So far' })]);
    patch(append(', and on'));
    expect(store.live('a1')?.whole()).toBe('So far, and on');
  });

  it('touches only the message that a patch is about', () => {
    const { store, patch } = setUp();
    const [first, second] = store.state().messages;
    patch({ type: 'message/put', message: answer({ status: 'failed' }) });
    expect(store.state().messages[0]).toBe(first);
    expect(store.state().messages[1]).not.toBe(second);
  });

  it('holds what the background could not do later on in the place of what it has refused before', () => {
    const { store, patch } = setUp();
    store.change((state) => ({ ...state, refusal: { code: 'page-access-needed' } }));
    patch({ type: 'refusal', problem: { code: 'page-empty' } });
    expect(store.state()).toMatchObject({ refusal: { code: 'page-empty' }, problem: null });
  });

  it('inserts by position, whatever the order of arrival', () => {
    const { store, patch } = setUp([question({ id: 'u9', ordinal: 9 })]);
    patch({ type: 'message/put', message: question({ id: 'u10', ordinal: 10 }) });
    patch({ type: 'message/put', message: answer({ id: 'a2', ordinal: 2 }) });
    patch({ type: 'message/put', message: question({ id: 'u9', ordinal: 1 }) });
    expect(store.state().messages.map(({ id }) => id)).toEqual(['u9', 'a2', 'u10']);
  });

  it('ignores text for a message that is not there', () => {
    const { store, patch } = setUp([]);
    const before = store.state();
    patch(append('lost'));
    patch(finish);
    expect(store.state()).toBe(before);
  });

  it('keeps what a snapshot says again, so that nothing of it is drawn anew', () => {
    const before = [question({ ordinal: 1 }), answer({ ordinal: 2, status: 'complete', text: 'Yes' })];
    const { store } = setUp(before);
    const { messages, branding } = store.state();
    const again = [...structuredClone(before), question({ id: 'u2', ordinal: 3 })];
    store.apply({
      type: 'snapshot',
      revision: 1,
      snapshot: structuredClone({ ...emptySnapshot, messages: again }),
    });
    expect(store.state().messages[0]).toBe(messages[0]);
    expect(store.state().messages[1]).toBe(messages[1]);
    expect(store.state().messages).toHaveLength(3);
    expect(store.state().branding).toBe(branding);
  });

  it('keeps an unsent message on screen through a snapshot that is older than it', () => {
    const { store } = setUp([]);
    store.hold(question({ id: 'new', status: 'queued' }));
    store.apply({ type: 'snapshot', revision: 5, snapshot: emptySnapshot });
    expect(store.state().messages.map(({ id }) => id)).toEqual(['new']);
    store.settle('new');
    store.apply({ type: 'snapshot', revision: 6, snapshot: emptySnapshot });
    expect(store.state().messages).toEqual([]);
  });

  describe('with earlier messages on screen than a snapshot holds', () => {
    const talk = (from: number, to: number): Message[] =>
      Array.from({ length: to - from + 1 }, (_, n) => question({ id: `u${from + n}`, ordinal: from + n }));
    const shown = ({ store }: { store: TranscriptStore }): string[] =>
      store.state().messages.map(({ id }) => id);
    const snapshotOf = (
      messages: Message[],
      hasEarlier = true,
      id = emptySnapshot.conversation.id,
    ): Push => ({
      type: 'snapshot',
      revision: 7,
      snapshot: { ...emptySnapshot, conversation: { id, title: '' }, messages, hasEarlier },
    });

    it('leaves them where they are: the user may be reading them', () => {
      const page = setUp(talk(1, 6));
      page.store.apply(snapshotOf(talk(4, 7)));
      expect(shown(page)).toEqual(['u1', 'u2', 'u3', 'u4', 'u5', 'u6', 'u7']);
      expect(page.store.state().hasEarlier).toBe(false);
    });

    it('drops them where messages between the two would be missing', () => {
      const page = setUp(talk(1, 3));
      page.store.apply(snapshotOf(talk(6, 9)));
      expect(shown(page)).toEqual(['u6', 'u7', 'u8', 'u9']);
      expect(page.store.state().hasEarlier).toBe(true);
    });

    it('drops them where the store holds none any more', () => {
      const page = setUp(talk(1, 6));
      page.store.apply(snapshotOf(talk(4, 6), false));
      expect(shown(page)).toEqual(['u4', 'u5', 'u6']);
    });

    it('drops what was under way, and what stood above it: its end may have gone untold', () => {
      const page = setUp([
        ...talk(1, 1),
        question({ id: 'waits', ordinal: 2, status: 'queued' }),
        ...talk(3, 6),
      ]);
      page.store.apply(snapshotOf(talk(4, 6)));
      expect(shown(page)).toEqual(['u3', 'u4', 'u5', 'u6']);
      expect(page.store.state().hasEarlier).toBe(true);
    });

    it('leaves what is read far above the newest, which may be others by now', () => {
      for (const [newest, expected] of [
        [talk(8, 11), ['u1', 'u2', 'u8', 'u9', 'u10', 'u11']],
        [talk(6, 9), ['u1', 'u2', 'u6', 'u7', 'u8', 'u9']],
        [talk(9, 12), ['u1', 'u2', 'u8', 'u9', 'u10', 'u11', 'u12']],
        [talk(20, 22), ['u1', 'u2', 'u20', 'u21', 'u22']],
      ] as const) {
        const page = setUp([...talk(1, 2), ...talk(8, 11)]);
        page.store.change((state) => ({ ...state, gap: 2 }));
        page.store.apply(snapshotOf(newest));
        expect(shown(page)).toEqual(expected);
        expect(page.store.state().gap).toBe(2);
        page.store.apply(snapshotOf(newest, true, 'another'));
        expect(page.store.state().gap).toBe(Infinity);
      }
    });

    it('takes none of them into another conversation', () => {
      const page = setUp(talk(1, 6));
      page.store.apply(snapshotOf(talk(4, 6), true, 'another'));
      expect(shown(page)).toEqual(['u4', 'u5', 'u6']);
    });
  });

  it('does not carry an unsent message into another conversation', () => {
    const { store } = setUp([]);
    store.hold(question({ id: 'new', status: 'queued' }));
    const conversation = { id: 'c2', title: '' };
    store.apply({ type: 'snapshot', revision: 5, snapshot: { ...emptySnapshot, conversation } });
    expect(store.state().messages).toEqual([]);
  });
});
