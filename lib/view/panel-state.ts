import type { Branding, Patch, Snapshot } from '../messaging/contract.ts';
import type { ConnectionStatus } from '../shared/connection-status.ts';
import type { Attachment, Message } from '../shared/conversation.ts';
import type { Problem } from '../shared/problem.ts';
import { putMessage } from './message-list.ts';

/** What the panel shows, save the text of answers in progress (live-text.ts) and of the composer (draft.ts). */
export interface PanelState {
  /** Null until the first snapshot: the panel stands, the composer works, the transcript is empty. */
  readonly conversation: { readonly id: string; readonly title: string } | null;
  readonly messages: readonly Message[];
  readonly hasEarlier: boolean;
  readonly status: ConnectionStatus;
  /** The background's. */
  readonly problem: Problem | null;
  /** Of the last thing asked for from this page. */
  readonly refusal: Problem | null;
  /** The background has not answered for a while. */
  readonly silent: boolean;
  readonly attachment: Attachment | null;
  readonly attaching: boolean;
  /** The message that this page sent last. */
  readonly lastSent: string | null;
  readonly branding: Branding;
  readonly destination: { readonly apiUrl: string; readonly tenantId: string } | null;
}

export const emptyPanel: PanelState = {
  conversation: null,
  messages: [],
  hasEarlier: false,
  status: { kind: 'connecting' },
  problem: null,
  refusal: null,
  silent: false,
  attachment: null,
  attaching: false,
  lastSent: null,
  branding: { suggestions: [], maxMessageLength: 4_000 },
  destination: null,
};

/** `unsent`: messages whose command has no reply yet; the snapshot may be older than they are. */
export function withSnapshot(state: PanelState, snapshot: Snapshot, unsent: readonly Message[]): PanelState {
  const missing = unsent.filter(
    ({ id, conversationId }) =>
      // '' : sent before the panel knew its conversation.
      (conversationId === '' || conversationId === snapshot.conversation.id) &&
      !snapshot.messages.some((message) => message.id === id),
  );
  return {
    ...state,
    conversation: snapshot.conversation,
    messages: [...snapshot.messages, ...missing],
    hasEarlier: snapshot.hasEarlier,
    status: snapshot.status,
    problem: snapshot.problem,
    attachment: snapshot.draft.attachment,
    branding: snapshot.branding,
    destination: snapshot.destination,
  };
}

/** Only what the patch touches changes identity; a patch about nothing we know returns the same state. */
export function withPatch(state: PanelState, patch: Patch): PanelState {
  switch (patch.type) {
    case 'message/put':
      return { ...state, messages: putMessage(state.messages, patch.message) };
    case 'message/append': {
      // The text itself goes to the live text; the list changes once, when the answer begins.
      const answer = state.messages.find(({ id }) => id === patch.messageId);
      if (answer?.role !== 'assistant' || answer.status !== 'pending') return state;
      return { ...state, messages: putMessage(state.messages, { ...answer, status: 'streaming' }) };
    }
    case 'message/finish': {
      const answer = state.messages.find(({ id }) => id === patch.messageId);
      if (answer?.role !== 'assistant') return state;
      const { type: _type, messageId: _id, text = answer.text, ...end } = patch;
      return { ...state, messages: putMessage(state.messages, { ...answer, ...end, text }) };
    }
    case 'message/remove':
      return { ...state, messages: state.messages.filter(({ id }) => id !== patch.messageId) };
    case 'conversation/title':
      if (!state.conversation) return state;
      return { ...state, conversation: { ...state.conversation, title: patch.title } };
    case 'status':
      return { ...state, status: patch.status };
    case 'problem':
      return { ...state, problem: patch.problem };
    case 'draft/attachment':
      return {
        ...state,
        attachment: patch.attachment,
        refusal: afterAttaching(state.refusal, patch.attachment),
      };
    case 'branding':
      return { ...state, branding: patch.branding };
    default:
      return patch satisfies never;
  }
}

/**
 * Refused for want of access, then attached by the toolbar button: the background did that on its own, so no reply
 * takes the refusal back.
 */
function afterAttaching(refusal: Problem | null, attachment: Attachment | null): Problem | null {
  return attachment !== null && refusal?.code.startsWith('page-') === true ? null : refusal;
}
