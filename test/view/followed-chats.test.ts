// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { followAsBefore, followChat, isFollowed } from '../../lib/view/followed-chats.ts';
import { createTranscriptStore } from '../../lib/view/transcript-store.ts';

const opened = () => createTranscriptStore({ frame: () => () => undefined, now: () => 0 });
beforeEach(() => sessionStorage.clear());

describe('chats in which pages are offered', () => {
  it('are none at first', () => {
    const store = opened();
    followAsBefore(store);
    expect(isFollowed(store.state(), 'c1')).toBe(false);
    expect(isFollowed(store.state(), '')).toBe(false);
  });

  it('are each switched on and off by itself', () => {
    const store = opened();
    followChat(store, 'c1', true);
    followChat(store, 'c12', true);
    followChat(store, 'c1', true);
    followChat(store, 'c1', false);
    expect(['c1', 'c12', 'c'].map((id) => isFollowed(store.state(), id))).toEqual([false, true, false]);
    expect(store.state().followed).toBe('c12');
  });

  it('are the same after the page was reloaded', () => {
    followChat(opened(), 'c1', true);
    const next = opened();
    followAsBefore(next);
    expect(isFollowed(next.state(), 'c1')).toBe(true);
  });
});
