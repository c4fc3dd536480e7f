import { afterEach, beforeEach, vi } from 'vitest';
import { replies } from '../doubles/replies.ts';
import type { CommandName, CommandOf } from '../../lib/messaging/commands.ts';
import type { Push, Request } from '../../lib/messaging/contract.ts';
import { createPagePort, type PagePort } from '../../lib/messaging/page-port.ts';
import { createPortDouble, type PortDouble } from '../doubles/port.ts';
import { emptySnapshot } from '../doubles/fake-page-port.ts';

/** Fake timers for each test of the file. */
export function withFakeTimers(): void {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
}

type LaterReplies = () => Promise<Pick<typeof replies, 'prompts/read' | 'chats/list'>>;

const { 'prompts/read': _prompts, 'chats/list': _chats, ...early } = replies;

/** A page's end of the contract, with the background's end in the test's hand. */
export interface Setting {
  readonly page: PagePort<CommandName>;
  /** Every port that was opened, oldest first. */
  readonly ports: PortDouble[];
  readonly pushes: Push[];
  readonly silences: boolean[];
  latest(): PortDouble;
  asked(port?: PortDouble): CommandName[];
  /** Answers the first request of this type that the latest port was asked. */
  reply(type: CommandName, reply?: object): void;
}

export const greeting: CommandOf<'panel/open'> = { type: 'panel/open', windowId: 3 };
export const readSettings: CommandOf<'settings/read'> = { type: 'settings/read' };

export function requests(port: PortDouble): Request[] {
  return port.posted as Request[];
}

export async function openPage(
  options: {
    greeting?: (() => Promise<CommandOf<'panel/open'>>) | null;
    connect?: () => void;
    /** Shapes of commands that are read when one of them is sent first. */
    laterReplies?: LaterReplies;
  } = {},
): Promise<Setting> {
  const ports: PortDouble[] = [];
  const page = createPagePort({
    connect() {
      options.connect?.();
      const port = createPortDouble();
      ports.push(port);
      return port;
    },
    greeting: options.greeting === undefined ? () => Promise.resolve(greeting) : options.greeting,
    replies: early,
    laterReplies: options.laterReplies ?? (() => Promise.resolve(replies)),
    setTimeout: (callback, ms) => setTimeout(callback, ms),
    clearTimeout: (handle) => clearTimeout(handle as number | undefined),
  });
  const pushes: Push[] = [];
  const silences: boolean[] = [];
  page.subscribe((push) => pushes.push(push));
  page.onTrouble((trouble) => silences.push(trouble !== null));
  await vi.advanceTimersByTimeAsync(0);
  const latest = (): PortDouble => ports.at(-1) ?? createPortDouble();
  return {
    page,
    ports,
    pushes,
    silences,
    latest,
    asked: (port = latest()) => requests(port).map(({ command }) => command.type),
    reply(type, reply = {}) {
      const found = requests(latest()).find(({ command }) => command.type === type);
      latest().say({ type: 'reply', requestId: found?.requestId, ...reply });
    },
  };
}

export const snapshot = (revision: number): Push => ({ type: 'snapshot', revision, snapshot: emptySnapshot });
export const patch = (revision: number): Push => ({
  type: 'patch',
  revision,
  patch: { type: 'conversation/title', title: 't' },
});
