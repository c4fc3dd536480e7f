import type { Patch, Push, Reply, Snapshot } from '../../messaging/contract.ts';
import type { Port } from '../../shared/port.ts';
import { publicStatus } from '../../session/public-status.ts';
import { windowSize } from '../sessions/session-registry.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { SessionRunner } from '../sessions/session-runner.ts';

/** One open panel: what it shows, and how far it has been told. */
export interface PanelConnection {
  readonly windowId: number | null;
  conversationId(): string | null;
  /** Shows a conversation: the whole of it first, then what changes. */
  show(workspace: Workspace, conversationId: string): Promise<void>;
  /** The whole of what it shows, again. */
  resync(): Promise<void>;
  /** Ignored until the first snapshot. */
  patch(patches: readonly Patch[]): void;
  post(message: Push | Reply): void;
  /** The workspace and session it shows, for commands. */
  shown(): Shown | null;
  /** What its page has on screen: what it was shown, or what it says that a worker before this one had shown it. */
  onScreen(): string | null;
  /** @param onScreen the conversation that its page has on screen; null: none yet */
  setWindow(windowId: number, onScreen?: string | null): void;
  close(): void;
}

export interface Shown {
  readonly workspace: Workspace;
  readonly runner: SessionRunner;
  readonly conversationId: string;
}

/**
 * @param watchersChanged told which conversation has one panel more, or one less, than before
 * @param isAlsoOpen whether another window shows the same
 */
export function createPanelConnection(
  port: Port,
  watchersChanged: (of: Shown) => void,
  isAlsoOpen: () => boolean,
): PanelConnection {
  let shown: Shown | null = null;
  let windowId: number | null = null;
  let greetedWith: string | null = null;
  let revision = 0;
  let isTold = false;
  let isClosed = false;
  /** Counts `show`: an earlier one that finishes late must not win. */
  let turn = 0;
  let showing: Promise<void> = Promise.resolve();

  function post(message: Push | Reply): void {
    if (isClosed) return;
    try {
      port.postMessage(message);
    } catch {
      // The page went away; its onDisconnect closes this panel.
    }
  }

  async function tellAll(of: Shown, draft: ReturnType<typeof readDraft> | null = null): Promise<void> {
    // No change may be both in the snapshot and in a patch, or in neither.
    await of.runner.settled(
      async (latest) => {
        const messages = latest ?? of.workspace.store.messages(of.conversationId, Infinity, windowSize);
        return { ...(await messages), draft: await (draft ?? readDraft(of)) };
      },
      (stored) => {
        if (shown !== of) return;
        revision += 1;
        isTold = true;
        post({
          type: 'snapshot',
          revision,
          snapshot: { ...toSnapshot(of, stored), isAlsoOpen: isAlsoOpen() },
        });
      },
    );
  }

  async function showNow(workspace: Workspace, conversationId: string): Promise<void> {
    turn += 1;
    const mine = turn;
    // Beside what the session is restored from, where it isn't running.
    const draft = workspace.runs(conversationId) ? null : readDraft({ workspace, conversationId });
    // Read in vain where the session can't be had, which says why.
    draft?.catch(() => undefined);
    const runner = await workspace.session(conversationId);
    if (isClosed) return;
    // Whoever asked for this one is served by the one that replaced it.
    if (mine !== turn) return showing;
    const before = shown;
    shown = { workspace, runner, conversationId };
    isTold = false;
    if (before?.runner !== runner) {
      if (before !== null) watchersChanged(before);
      watchersChanged(shown);
    }
    await tellAll(shown, draft);
  }

  return {
    get windowId() {
      return windowId;
    },
    setWindow(id, onScreen = null) {
      windowId = id;
      greetedWith = onScreen;
    },
    onScreen: () => shown?.conversationId ?? greetedWith,
    conversationId: () => shown?.conversationId ?? null,
    shown: () => shown,
    show(workspace, conversationId) {
      showing = showNow(workspace, conversationId);
      return showing;
    },
    async resync() {
      if (shown !== null) await tellAll(shown);
    },
    patch(patches) {
      if (!isTold) return;
      for (const patch of patches) {
        revision += 1;
        post({ type: 'patch', revision, patch });
      }
    },
    post,
    close() {
      isClosed = true;
      turn += 1;
      const before = shown;
      shown = null;
      if (before !== null) watchersChanged(before);
    },
  };
}

type Stored = Pick<Snapshot, 'messages' | 'hasEarlier' | 'draft'>;

function readDraft({ workspace, conversationId }: Pick<Shown, 'workspace' | 'conversationId'>) {
  return workspace.store.draft(conversationId);
}

function toSnapshot(
  { workspace, runner, conversationId }: Shown,
  stored: Stored,
): Omit<Snapshot, 'isAlsoOpen'> {
  const state = runner.state();
  return {
    ...stored,
    conversation: { id: conversationId, title: state.title, ...(state.learnt.isPart && { isPart: true }) },
    status: publicStatus(state),
    problem: workspace.problem(state.problem),
    branding: workspace.branding(),
    destination: workspace.isUnset
      ? null
      : { apiUrl: workspace.profile.apiUrl, tenantId: workspace.profile.tenantId },
    account: workspace.account(),
    profileId: workspace.profile.id,
    profiles: [...workspace.profiles],
    preferences: workspace.preferences(),
  };
}
