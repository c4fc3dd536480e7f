import 'fake-indexeddb/auto';
import { vi } from 'vitest';
import { performPanelCommand, type PanelCommand } from '../../../lib/background/rpc/panel-commands.ts';
import type { SessionEvent } from '../../../lib/session/event.ts';
import type { SessionState } from '../../../lib/session/state.ts';
import type { LogEntry } from '../../../lib/shared/log.ts';
import { startSession } from '../../session/websocket-session.ts';
import type { Problem } from '../../../lib/shared/problem.ts';
import { createReport } from '../../../lib/shared/report.ts';
import { createConversationStore } from '../../../lib/storage/conversation-store.ts';
import { openDatabase } from '../../../lib/storage/database.ts';
import { attachment } from '../../storage/records.ts';

type Panel = Parameters<typeof performPanelCommand>[0];
type Services = Parameters<typeof performPanelCommand>[2];
type Shown = NonNullable<ReturnType<Panel['shown']>>;

let databases = 0;

/** A panel on conversation c, whose session writes down what it is told. */
export async function openFixture(state: Partial<SessionState> = {}) {
  databases += 1;
  const database = openDatabase(`panel-commands-${databases}`);
  const store = createConversationStore(
    () => database,
    () => 5,
  );
  await store.create({
    id: 'c',
    partition: 'p',
    title: '',
    chatId: null,
    accepted: 0,
    createdAt: 1,
    updatedAt: 1,
  });
  const events: SessionEvent[] = [];
  let refusal: Problem | null = null;
  const runner = {
    state: () => ({ ...startSession({ conversationId: 'c' }), ...state }),
    dispatch(event: SessionEvent) {
      events.push(event);
      return Promise.resolve(refusal);
    },
  };
  const workspace = {
    store,
    taken: new Map(),
    retried: new Map(),
    branding: () => ({ suggestions: [], maxMessageLength: 20 }),
  };
  const shown = { runner, workspace, conversationId: 'c' } as unknown as Shown;
  const panel = { windowId: 3, shown: () => shown, resync: vi.fn() } as unknown as Panel;
  const logged: LogEntry[] = [];
  const services = {
    now: () => 5,
    report: createReport((entry) => void logged.push(entry)),
    open: vi.fn<Services['open']>(),
    openNew: vi.fn<Services['openNew']>(),
    bringUnsent: vi.fn<Services['bringUnsent']>(),
    dismissUnsent: vi.fn<Services['dismissUnsent']>(),
    replaceGone: vi.fn<Services['replaceGone']>(),
    capture: vi.fn<Services['capture']>(() => Promise.resolve({ ok: true, value: attachment })),
    keepDraft: vi.fn<Services['keepDraft']>(),
    publishAttachment: vi.fn<Services['publishAttachment']>(),
  };
  return {
    store,
    events,
    panel,
    services,
    logged,
    perform: (command: PanelCommand, again = false) =>
      performPanelCommand(panel, command, services, { about: null, again }),
    refuse: (problem: Problem) => void (refusal = problem),
  };
}

export const done = { ok: true, value: undefined };
