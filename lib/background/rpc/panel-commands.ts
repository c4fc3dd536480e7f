import type { panelRows } from '../../messaging/panel-rows.ts';
import type { portRows } from '../../messaging/port-rows.ts';
import { fail, ok } from '../../shared/result.ts';
import { ConversationGone } from '../../storage/conversation-gone.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { ActiveWorkspace } from '../panels/active-workspace.ts';
import type { PanelConnection } from '../panels/panel-connection.ts';
import { windowSize } from '../sessions/session-registry.ts';
import { answered, done, type CommandHandlers } from './command-handlers.ts';

export interface PanelCommandsOptions {
  readonly activeWorkspace: Pick<
    ActiveWorkspace,
    'openNew' | 'openTemporary' | 'bringUnsent' | 'dismissUnsent'
  >;
  readonly store: Pick<ConversationStore, 'get' | 'saveDraft'>;
  /** Opens, or opens again, what this panel shows. */
  readonly open: (panel: PanelConnection) => Promise<void>;
}

/** What a panel shows, and its line to the platform. */
export function createPanelCommands({
  activeWorkspace,
  store,
  open,
}: PanelCommandsOptions): Pick<CommandHandlers, keyof typeof panelRows | keyof typeof portRows> {
  return {
    heartbeat: async () => done,
    async 'panel/open'({ windowId }, { panel, about }) {
      if (windowId !== undefined) panel.setWindow(windowId, about);
      await open(panel);
      return done;
    },
    async 'panel/resync'(_command, { panel }) {
      await panel.resync();
      return done;
    },
    async 'conversation/new'(_command, { panel }) {
      await activeWorkspace.openNew(panel);
      return done;
    },
    async 'conversation/temporary'(_command, { panel, about, again }) {
      await (again ? activeWorkspace.openTemporary(panel, about) : activeWorkspace.openTemporary(panel));
      return done;
    },
    async 'conversation/bring'(_command, { panel }) {
      await activeWorkspace.bringUnsent(panel);
      return done;
    },
    'connection/details': async (_command, { runner, workspace }) =>
      ok({ since: runner.since(), way: workspace.inUse() }),
    async 'connection/reconnect'(_command, { runner, workspace }) {
      workspace.lookAgain(true);
      return answered(await runner.dispatch({ type: 'reconnect-asked' }));
    },
    async 'problem/dismiss'(_command, { runner }) {
      // Before anything is waited for: the problem of what is asked for next must not be dismissed with this one.
      const dismissed = runner.dispatch({ type: 'problem-dismissed' });
      await activeWorkspace.dismissUnsent();
      return answered(await dismissed);
    },
    async 'draft/save'({ text }, { panel, about }) {
      // Needs no panel, and may be the last word of one that is closing while this worker still starts.
      if (about === null && panel.conversationId() === null) await open(panel);
      const conversationId = about ?? panel.conversationId();
      if (conversationId === null) return fail({ code: 'internal' });
      try {
        // Wherever it is, only its own panel shows it.
        await store.saveDraft(conversationId, { text });
      } catch (error) {
        // One that was deleted has no draft.
        if (!(error instanceof ConversationGone)) throw error;
      }
      return done;
    },
    'history/earlier': async ({ before }, { workspace, conversationId }) =>
      ok(await workspace.store.messages(conversationId, before, windowSize)),
  };
}
