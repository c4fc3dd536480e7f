import { setImmediate } from 'node:timers/promises';
import { replies } from '../doubles/replies.ts';
import type { CommandName } from '../../lib/messaging/commands.ts';
import type { Patch, Push, Snapshot } from '../../lib/messaging/contract.ts';
import { createPagePort, type PagePort } from '../../lib/messaging/page-port.ts';
import type { Port } from '../../lib/shared/port.ts';
import type { AssistantMessage, Message, UserMessage } from '../../lib/shared/conversation.ts';
import type { Problem } from '../../lib/shared/problem.ts';
import type { VirtualClock } from '../doubles/virtual-clock.ts';

/** A side panel without a face: what it was told, and what it can ask. */
export interface PanelProbe {
  readonly request: PagePort<CommandName>['request'];
  /** Everything that arrived, in order. */
  readonly pushes: Push[];
  /** Null until the first snapshot. */
  view(): Snapshot | null;
  messages(): readonly Message[];
  questions(): UserMessage[];
  answers(): AssistantMessage[];
  /** All the answers' text, oldest first. */
  texts(): string[];
  status(): string | null;
  problem(): Problem | null;
  /** Sends text. Resolves with what the background replied: null for done. `id`: of the message. */
  send(text: string, id?: string): Promise<Problem | null>;
  close(): void;
}

export interface PanelProbeOptions {
  readonly connect: () => Port;
  readonly clock: VirtualClock;
  readonly windowId: number;
}

export function openPanelProbe({ connect, clock, windowId }: PanelProbeOptions): PanelProbe {
  let view: Snapshot | null = null;
  const pushes: Push[] = [];
  const port = createPagePort({
    connect,
    async greeting() {
      // A page asks its browser for its window, which takes a turn or two.
      await setImmediate();
      return { type: 'panel/open', windowId };
    },
    replies,
    setTimeout: (callback, ms) => clock.setTimeout(callback, ms),
    clearTimeout: (handle) => clock.clearTimeout(handle),
  });
  port.subscribe((push) => {
    pushes.push(push);
    if (push.type === 'snapshot') view = push.snapshot;
    if (push.type === 'patch' && view !== null) view = withPatch(view, push.patch);
  });
  const messages = (): readonly Message[] => view?.messages ?? [];
  const answers = (): AssistantMessage[] => messages().filter((message) => message.role === 'assistant');
  return {
    request: port.request,
    pushes,
    view: () => view,
    messages,
    answers,
    questions: () => messages().filter((message) => message.role === 'user'),
    texts: () => answers().map(({ text }) => text),
    status: () => view?.status.kind ?? null,
    problem: () => view?.problem ?? null,
    async send(text, id = crypto.randomUUID()) {
      const reply = await port.request({ type: 'message/send', id, text, attachment: null });
      return reply.ok ? null : reply.failure;
    },
    close: () => port.close(),
  };
}

/** Says the contract again in the fewest words, so that a mistake of lib/view can't hide one of the background. */
function withPatch(view: Snapshot, patch: Patch): Snapshot {
  const change = (id: string, update: (message: AssistantMessage) => AssistantMessage): Snapshot => {
    const found = view.messages.find((message) => message.id === id);
    // It may stand before the part that is shown, where more than a window's messages wait behind it.
    if (found === undefined && view.hasEarlier) return view;
    if (found?.role !== 'assistant') throw new Error(`A patch for an answer that was never put: ${id}`);
    return {
      ...view,
      messages: view.messages.map((message) => (message === found ? update(found) : message)),
    };
  };
  switch (patch.type) {
    case 'message/put': {
      const others = view.messages.filter(({ id }) => id !== patch.message.id);
      return { ...view, messages: [...others, patch.message].toSorted((a, b) => a.ordinal - b.ordinal) };
    }
    case 'message/append':
      return change(patch.messageId, (message) => ({ ...message, text: message.text + patch.text }));
    case 'message/finish': {
      const { type: _, messageId, text, ...ending } = patch;
      return change(messageId, (message) => ({ ...message, ...ending, text: text ?? message.text }));
    }
    case 'message/remove':
      return { ...view, messages: view.messages.filter(({ id }) => id !== patch.messageId) };
    case 'conversation/title':
      return { ...view, conversation: { ...view.conversation, title: patch.title } };
    case 'status':
      return { ...view, status: patch.status };
    case 'problem':
    // The probe shows one of each kind no more than the other: what was told last is what counts.
    case 'refusal':
      return { ...view, problem: patch.problem };
    case 'draft/attachment':
      return { ...view, draft: { ...view.draft, attachment: patch.attachment } };
    case 'draft/paste':
      return { ...view, draft: { ...view.draft, paste: patch.paste } };
    case 'draft/tabs':
      return { ...view, draft: { ...view.draft, tabs: patch.tabs } };
    case 'account':
      return { ...view, account: patch.account };
    case 'preferences':
      return { ...view, preferences: patch.preferences };
    case 'also-open':
      return { ...view, isAlsoOpen: patch.isAlsoOpen };
    case 'branding':
      return { ...view, branding: patch.branding };
    default:
      return patch satisfies never;
  }
}
