import { signedOutAccount, type Account } from '../messaging/account-shapes.ts';
import { defaultPreferences, type Preferences } from '../config/preferences-record.ts';
import type { Branding, Patch, Snapshot } from '../messaging/contract.ts';
import type { ProfileChoice } from '../messaging/profile-choice.ts';
import type { ConnectionStatus } from '../shared/connection-status.ts';
import { isOpen, type Attachment, type Message, type UserMessage } from '../shared/conversation.ts';
import { isEqual } from '../shared/equal.ts';
import type { Problem } from '../shared/problem.ts';
import { putMessage } from './message-list.ts';
import { isOfWindow, messagesRead } from './message-window.ts';
import { stillDismissed } from './same-cause.ts';

export interface MessagePlace {
  readonly conversationId: string;
  readonly messageId: string;
  readonly ordinal: number;
  /** It is drawn, and neither scrolled to nor focused: whoever asked for it does what else there is to do. */
  readonly isQuiet?: true;
}

/** What the panel shows, save the text of answers in progress (live-text.ts) and of the composer (draft.ts). */
export interface PanelState {
  /** Null until the first snapshot: the panel stands, the composer works, the transcript is empty. */
  readonly conversation: {
    readonly id: string;
    readonly title: string;
    readonly isPart?: true | undefined;
  } | null;
  readonly messages: readonly Message[];
  readonly hasEarlier: boolean;
  /** Where what is read ends, before the newest (message-window.ts). */
  readonly gap: number;
  readonly status: ConnectionStatus;
  /** The background's. */
  readonly problem: Problem | null;
  /** Of the last thing asked for from this page. */
  readonly refusal: Problem | null;
  /** What was put away while there was no connection (same-cause.ts). */
  readonly dismissed: Problem | null;
  /** The API URL at which this page has seen a connection: there is nothing to be allowed that it would need. */
  readonly proven: string | null;
  /** Why the background can't be had: it has not answered for a while, or has nothing to show. */
  readonly trouble: Problem | null;
  readonly attachment: Attachment | null;
  /** A long text that was pasted, and goes along as a page does. */
  readonly paste: Attachment | null;
  /** Pages of other tabs. */
  readonly tabs: readonly Attachment[];
  readonly isAttaching: boolean;
  /** Taken out of the queue last, as long as they can be had back. */
  readonly removed: readonly UserMessage[];
  /** Whether all of a long queue is shown. */
  readonly isQueueOpen: boolean;
  /** The message that this page sent last. */
  readonly lastSent: string | null;
  /** Questions of earlier versions that somebody went back to (shown-versions.ts). */
  readonly versions: readonly string[];
  /** How often the search within the chat was asked for since it is open; 0: it isn't. */
  readonly finding: number;
  /** A message that is to be shown as soon as its chat is, however far above it stands. */
  readonly place: MessagePlace | null;
  readonly branding: Branding;
  /** Null before the first snapshot, and as long as nobody has said where the assistant is. */
  readonly destination: { readonly apiUrl: string; readonly tenantId: string } | null;
  readonly account: Account;
  /** Whether the dialog is open in which one signs in, or out. */
  readonly isAccountOpen: boolean;
  readonly profileId: string;
  /** Chosen here, and not in use yet: what still comes of an earlier choice must not undo it on screen. */
  readonly chosenProfileId: string | null;
  readonly profiles: readonly ProfileChoice[];
  readonly preferences: Preferences;
  /** The chat that was left with something that waits in it, told in an empty one; null: nothing does. */
  readonly leftWaiting: string | null;
  /** Another window shows the same conversation. */
  readonly isAlsoOpen: boolean;
  /** Ids of chats in which the page in front is offered, with a space between them (followed-chats.ts). */
  readonly followed: string;
}

export const emptyPanel: PanelState = {
  conversation: null,
  messages: [],
  hasEarlier: false,
  gap: Infinity,
  status: { kind: 'connecting' },
  problem: null,
  refusal: null,
  dismissed: null,
  proven: null,
  trouble: null,
  attachment: null,
  paste: null,
  tabs: [],
  isAttaching: false,
  removed: [],
  isQueueOpen: false,
  lastSent: null,
  versions: [],
  finding: 0,
  place: null,
  branding: { suggestions: [], maxMessageLength: 4_000 },
  destination: null,
  account: signedOutAccount,
  isAccountOpen: false,
  profileId: '',
  chosenProfileId: null,
  profiles: [],
  preferences: defaultPreferences,
  leftWaiting: null,
  isAlsoOpen: false,
  followed: '',
};

/** Nobody has said yet where the assistant is. */
export function isUnsetPanel({ conversation, destination }: PanelState): boolean {
  return conversation !== null && destination === null;
}

/** `unsent`: messages whose command has no reply yet; the snapshot may be older than they are. */
export function withSnapshot(state: PanelState, snapshot: Snapshot, unsent: readonly Message[]): PanelState {
  const missing = unsent.filter(
    ({ id, conversationId }) =>
      // '' : sent before the panel knew its conversation.
      (conversationId === '' || conversationId === snapshot.conversation.id) &&
      !snapshot.messages.some((message) => message.id === id),
  );
  const kept = earlierThan(snapshot, state);
  const known = new Map(state.messages.map((message) => [message.id, message]));
  return {
    ...state,
    conversation: asKnown(state.conversation, snapshot.conversation),
    messages: [
      ...kept.messages,
      ...snapshot.messages.map((message) => asKnown(known.get(message.id), message)),
      ...missing,
    ],
    hasEarlier: kept.hasEarlier,
    gap: kept.messages.some(({ ordinal }) => ordinal <= state.gap) ? state.gap : Infinity,
    place: placeIn(snapshot, state),
    status: snapshot.status,
    problem: snapshot.problem,
    dismissed: stillDismissed(state, snapshot.status),
    proven: provenBy(state.proven, snapshot.status, snapshot.destination),
    removed: state.conversation?.id === snapshot.conversation.id ? state.removed : [],
    attachment: asKnown(state.attachment, snapshot.draft.attachment),
    paste: asKnown(state.paste, snapshot.draft.paste ?? null),
    tabs: asKnown(state.tabs, snapshot.draft.tabs ?? []),
    branding: asKnown(state.branding, snapshot.branding),
    destination: asKnown(state.destination, snapshot.destination),
    account: asKnown(state.account, snapshot.account),
    profileId: snapshot.profileId,
    profiles: asKnown(state.profiles, snapshot.profiles),
    preferences: asKnown(state.preferences, snapshot.preferences),
    isAlsoOpen: snapshot.isAlsoOpen,
  };
}

function provenBy(
  before: string | null,
  { kind }: ConnectionStatus,
  destination: PanelState['destination'],
): string | null {
  return kind === 'connected' && destination !== null ? destination.apiUrl : before;
}

/** Of a chat that comes, or of the one that is there; another one was opened since, and it is not wanted any more. */
function placeIn(
  { conversation: { id } }: Snapshot,
  { place, conversation }: PanelState,
): MessagePlace | null {
  return place?.conversationId === id || conversation?.id === id ? place : null;
}

/** What a new worker says again keeps its identity: drawing it anew would take as long as the worker took to start. */
function asKnown<Value>(known: Value | undefined, told: Value): Value {
  return known !== undefined && isEqual(known, told) ? known : told;
}

/**
 * What is on screen from before the snapshot's first message. The worker died, say, while the user read far above: a
 * snapshot holds the newest messages only, and the ones being read must not be taken away by it. Kept as far as nothing
 * can be missing between the two, and nothing can have happened to a message that the page was not told of.
 */
function earlierThan(
  { messages, hasEarlier, conversation }: Snapshot,
  state: PanelState,
): Pick<PanelState, 'messages' | 'hasEarlier'> {
  const nothing = { messages: [], hasEarlier };
  // Deleted meanwhile, or never there.
  if (!hasEarlier || state.conversation?.id !== conversation.id) return nothing;
  const first = state.messages.findIndex(({ id }) => id === messages[0]?.id);
  // Somebody reads far above the newest: that messages are missing between the two is known.
  if (first <= 0 && state.gap === Infinity) return nothing;
  const from = messages[0]?.ordinal ?? 0;
  const earlier =
    first > 0 ? state.messages.slice(0, first) : messagesRead(state).filter(({ ordinal }) => ordinal < from);
  const open = earlier.findLastIndex(isOpen);
  return { messages: earlier.slice(open + 1), hasEarlier: open === -1 ? state.hasEarlier : true };
}

/** Only what the patch touches changes identity; a patch about nothing we know returns the same state. */
export function withPatch(state: PanelState, patch: Patch): PanelState {
  switch (patch.type) {
    case 'message/put':
      if (!isOfWindow(state, patch.message)) return state;
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
      return {
        ...state,
        status: patch.status,
        dismissed: stillDismissed(state, patch.status),
        proven: provenBy(state.proven, patch.status, state.destination),
      };
    case 'problem':
      return { ...state, problem: patch.problem };
    case 'refusal':
      return { ...state, refusal: patch.problem };
    case 'draft/attachment':
      return {
        ...state,
        attachment: patch.attachment,
        refusal: afterAttaching(state.refusal, patch.attachment),
      };
    case 'draft/paste':
      return { ...state, paste: patch.paste };
    case 'draft/tabs':
      return { ...state, tabs: patch.tabs };
    case 'branding':
      return { ...state, branding: patch.branding };
    case 'account':
      return { ...state, account: patch.account };
    case 'preferences':
      return { ...state, preferences: patch.preferences };
    case 'also-open':
      return { ...state, isAlsoOpen: patch.isAlsoOpen };
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

/** A pasted text needs no word beside it. One that was emptied is none, and a queued message that is changed has its own. */
export function isPasteAlone(
  { text, editing }: { readonly text: string; readonly editing: string | null },
  { paste }: Pick<PanelState, 'paste'>,
): boolean {
  return text.trim() === '' && editing === null && paste !== null && paste.text.trim() !== '';
}
