import 'fake-indexeddb/auto';
import { vi } from 'vitest';
import type { CommandHandlers } from '../../../lib/background/rpc/command-handlers.ts';
import { performForPanel } from '../../../lib/background/rpc/port-server.ts';
import { createMaskNumbers } from '../../../lib/background/page-capture/mask-numbers.ts';
import { createMessageCommands } from '../../../lib/background/rpc/message-commands.ts';
import { createReturnCommands } from '../../../lib/background/rpc/return-commands.ts';
import { createPageCommands } from '../../../lib/background/rpc/page-commands.ts';
import { createPanelCommands } from '../../../lib/background/rpc/panel-commands.ts';
import type { CaptureRequests } from '../../../lib/background/page-capture/capture-requests.ts';
import type { ActiveWorkspace } from '../../../lib/background/panels/active-workspace.ts';
import type { PanelConnection, Shown } from '../../../lib/background/panels/panel-connection.ts';
import { noPolicy } from '../../../lib/config/policy.ts';
import type { CommandOf, NameFrom } from '../../../lib/messaging/commands.ts';
import type { Patch } from '../../../lib/messaging/contract.ts';
import type { SessionEvent } from '../../../lib/session/event.ts';
import type { SessionState } from '../../../lib/session/state.ts';
import type { Attachment } from '../../../lib/shared/conversation.ts';
import type { LogEntry } from '../../../lib/shared/log.ts';
import { startSession } from '../../session/websocket-session.ts';
import type { Problem } from '../../../lib/shared/problem.ts';
import { createReport } from '../../../lib/shared/report.ts';
import { createConversationStore } from '../../../lib/storage/conversation-store.ts';
import { openDatabase } from '../../../lib/storage/database.ts';
import { attachment } from '../../storage/records.ts';
import { fail, ok } from '../../../lib/shared/result.ts';

export type PanelCommand = CommandOf<NameFrom<'panel'>>;

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
    since: () => 3,
    dispatch(event: SessionEvent) {
      events.push(event);
      return Promise.resolve(refusal);
    },
  };
  const workspace = {
    store,
    pageRules: noPolicy.pageContext,
    taken: new Map(),
    retried: new Map(),
    lookAgain: vi.fn(),
    inUse: () => null,
    branding: () => ({ suggestions: [], maxMessageLength: 20 }),
  };
  const shown = { runner, workspace, conversationId: 'c' } as unknown as Shown;
  const panel = { windowId: 3, shown: () => shown, resync: vi.fn() } as unknown as PanelConnection;
  const logged: LogEntry[] = [];
  const report = createReport((entry) => void logged.push(entry));
  const services = {
    open: vi.fn<(panel: PanelConnection) => Promise<void>>(),
    openNew: vi.fn<ActiveWorkspace['openNew']>(),
    openTemporary: vi.fn<ActiveWorkspace['openTemporary']>(),
    bringUnsent: vi.fn<ActiveWorkspace['bringUnsent']>(),
    dismissUnsent: vi.fn<ActiveWorkspace['dismissUnsent']>(),
    replaceGone: vi.fn<ActiveWorkspace['replaceGone']>(),
    capture: vi.fn<CaptureRequests['capture']>(() => Promise.resolve({ ok: true, value: attachment })),
    undone: vi.fn<CaptureRequests['undone']>(() => Promise.resolve({ ok: true, value: attachment })),
    captureTab: vi.fn<CaptureRequests['captureTab']>(() => Promise.resolve({ ok: true, value: attachment })),
    pasted: vi.fn<CaptureRequests['pasted']>(() => Promise.resolve({ ok: true, value: attachment })),
    publishAttachment: vi.fn<(conversationId: string | null, attachment: Attachment | null) => void>(),
  };
  const { open } = services;
  const activeWorkspace = {
    ...services,
    publish(of: string | null, patches: readonly Patch[]) {
      for (const patch of patches)
        if (patch.type === 'draft/attachment') services.publishAttachment(of, patch.attachment);
    },
  };
  const captureRequests = {
    ...services,
    ...createMaskNumbers(),
    show: async () => fail({ code: 'page-unreadable' } as const),
    joined: async () => ok(attachment),
    renumbered: async (...[pages]: Parameters<CaptureRequests['renumbered']>) => ok([...pages]),
  };
  const handlers = {
    ...createPanelCommands({ activeWorkspace, store, open }),
    ...createMessageCommands({ activeWorkspace, now: () => 5 }),
    ...createReturnCommands({ activeWorkspace, captureRequests }),
    ...createPageCommands({
      newId: () => 'n1',
      activeWorkspace,
      captureRequests,
    }),
  } as CommandHandlers;
  return {
    store,
    events,
    panel,
    services,
    logged,
    perform: (command: PanelCommand, again = false, about: string | null = null) =>
      performForPanel(command, { panel, about, again }, { handlers, open, report }),
    refuse: (problem: Problem) => void (refusal = problem),
  };
}

export const done = { ok: true, value: undefined };
