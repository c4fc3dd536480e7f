import type { Push } from '../messaging/contract.ts';
import { isOpenAnswer, type Message } from '../shared/conversation.ts';
import { createLiveText, type FrameRequest, type LiveText } from './live-text.ts';
import { emptyPanel, withPatch, withSnapshot, type PanelState } from './panel-state.ts';

export interface TranscriptStore {
  state(): PanelState;
  subscribe(listener: () => void): () => void;
  apply(push: Push): void;
  /** For what only this page knows: a refusal, an unsent message, earlier messages. */
  change(update: (state: PanelState) => PanelState): void;
  /** The text of an answer in progress; null once it has ended. */
  live(messageId: string): LiveText | null;
  /** Kept on screen, whatever a snapshot says, until `settled`. */
  hold(message: Message): void;
  settle(messageId: string): void;
}

export interface TranscriptStoreOptions {
  frame: FrameRequest;
  /** ms, monotonic */
  now: () => number;
}

/** The external store behind the panel. Text of an answer in progress changes no state, so it re-renders nothing else. */
export function createTranscriptStore({ frame, now }: TranscriptStoreOptions): TranscriptStore {
  let state = emptyPanel;
  const listeners = new Set<() => void>();
  const lives = new Map<string, LiveText>();
  const held = new Map<string, Message>();

  function set(next: PanelState): void {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  }

  function end(messageId: string): void {
    lives.get(messageId)?.close();
    lives.delete(messageId);
  }

  /** The state's text of an open answer is what it began with; from then on the live text leads. */
  function follow(message: Message): void {
    if (!isOpenAnswer(message)) return end(message.id);
    const live = lives.get(message.id);
    if (live) live.replace(message.text);
    else lives.set(message.id, createLiveText(message.text, frame, now));
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    apply(push) {
      if (push.type === 'snapshot') {
        const ids = new Set(push.snapshot.messages.map(({ id }) => id));
        for (const id of lives.keys()) if (!ids.has(id)) end(id);
        for (const message of push.snapshot.messages) follow(message);
        set(withSnapshot(state, push.snapshot, [...held.values()]));
        return;
      }
      if (push.type !== 'patch') return;
      const { patch } = push;
      if (patch.type === 'message/append') lives.get(patch.messageId)?.append(patch.text);
      if (patch.type === 'message/put') follow(patch.message);
      if (patch.type === 'message/finish') {
        const text = patch.text ?? lives.get(patch.messageId)?.whole();
        set(withPatch(state, text === undefined ? patch : { ...patch, text }));
        end(patch.messageId);
        return;
      }
      if (patch.type === 'message/remove') end(patch.messageId);
      set(withPatch(state, patch));
    },
    change(update) {
      set(update(state));
    },
    live: (messageId) => lives.get(messageId) ?? null,
    hold(message) {
      held.set(message.id, message);
    },
    settle(messageId) {
      held.delete(messageId);
    },
  };
}
