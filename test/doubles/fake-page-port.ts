import { defaultPreferences } from '../../lib/config/preferences-record.ts';
import { signedOutAccount } from '../../lib/messaging/account-shapes.ts';
import { replies } from './replies.ts';
import type { Command, CommandName, CommandOf } from '../../lib/messaging/commands.ts';
import type { Patch, Push, Snapshot } from '../../lib/messaging/contract.ts';
import type { PagePort } from '../../lib/messaging/page-port.ts';
import type { TestStage } from '../../lib/messaging/settings-shapes.ts';
import type { Problem } from '../../lib/shared/problem.ts';
import { fail, ok, type Result } from '../../lib/shared/result.ts';

export interface FakePagePort extends PagePort<CommandName> {
  /** Everything asked for, oldest first. */
  readonly sent: Command[];
  /** The commands of one type. */
  of<Name extends CommandName>(type: Name): CommandOf<Name>[];
  snapshot(changes?: Partial<Snapshot>): void;
  patch(patch: Patch): void;
  stage(stage: TestStage): void;
  activityChanged(): void;
  chatsChanged(): void;
  silence(silent: boolean): void;
  /**
   * What the next commands of this type get, read by their row as the real port does it; without it, a success at once
   * that tells nothing. May be a promise the test settles.
   */
  answer(type: CommandName, reply: Reply): void;
}

type Reply = Result<unknown, Problem> | Promise<Result<unknown, Problem>>;

export const emptySnapshot: Snapshot = {
  conversation: { id: 'c1', title: '' },
  messages: [],
  hasEarlier: false,
  status: { kind: 'connected' },
  problem: null,
  draft: { text: '', attachment: null },
  branding: { suggestions: [], maxMessageLength: 4_000 },
  destination: { apiUrl: 'https://api.example.test', tenantId: 'acme' },
  account: signedOutAccount,
  profileId: 'p1',
  preferences: defaultPreferences,
  isAlsoOpen: false,
  profiles: [{ id: 'p1', name: 'Acme', isManaged: false }],
};

/** A background that does what the test says, and remembers what it was asked. */
export function createFakePagePort(): FakePagePort {
  const sent: Command[] = [];
  const listeners = new Set<(push: Push) => void>();
  const silenceListeners = new Set<(trouble: Problem | null) => void>();
  const answers = new Map<CommandName, Reply>();
  let revision = 0;

  const push = (message: Push): void => listeners.forEach((listener) => listener(message));

  return {
    sent,
    of: <Name extends CommandName>(type: Name) =>
      sent.filter((command) => command.type === type) as CommandOf<Name>[],
    async request<Asked extends CommandName>(command: CommandOf<Asked>) {
      sent.push(command as unknown as Command);
      const answer = await (answers.get(command.type) ?? ok(undefined));
      if (!answer.ok) return answer;
      const read = replies[command.type].shape.safeParse(answer.value);
      return read.success ? ok(read.data) : fail({ code: 'internal' });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onTrouble(listener) {
      silenceListeners.add(listener);
      return () => silenceListeners.delete(listener);
    },
    close: () => listeners.clear(),
    snapshot: (changes = {}) =>
      push({ type: 'snapshot', revision: (revision += 1), snapshot: { ...emptySnapshot, ...changes } }),
    patch: (patch) => push({ type: 'patch', revision: (revision += 1), patch }),
    stage: (stage) => push({ type: 'test/stage', stage }),
    activityChanged: () => push({ type: 'activity/changed' }),
    chatsChanged: () => push({ type: 'chats/changed' }),
    silence: (silent) =>
      silenceListeners.forEach((listener) => listener(silent ? { code: 'background-silent' } : null)),
    answer: (type, reply) => answers.set(type, reply),
  };
}
