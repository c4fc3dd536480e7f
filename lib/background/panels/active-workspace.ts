import type { Patch } from '../../messaging/contract.ts';
import { isTemporary } from '../../shared/temporary-chat.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { PanelConnection } from './panel-connection.ts';
import { createWindowChoice, isOfOtherWindow, type WindowChoiceOptions } from './window-choice.ts';

/** The workspace in use and the panels at it. */
export interface ActiveWorkspace {
  /** The workspace of what is stored; made on first use. */
  current(): Promise<Workspace>;
  /** Shows a panel the conversation it should go on with. */
  open(panel: PanelConnection): Promise<void>;
  openNew(panel: PanelConnection): Promise<void>;
  /** Shows it that conversation of the workspace in use, which is there. */
  openChat(panel: PanelConnection, conversationId: string): Promise<void>;
  /** @param instead the chat that was on screen when it was asked for, where that may have been done already */
  openTemporary(panel: PanelConnection, instead?: string | null): Promise<void>;
  /** Shows it a conversation of that workspace. False, and nothing shown, where that is not in use any more. */
  openIn(panel: PanelConnection, at: Workspace, conversationId: string): Promise<boolean>;
  /** That conversation was deleted: its session ends, and panels that show it go on with another. */
  leave(conversationId: string): Promise<void>;
  /** That window's panel shows that conversation, now or when it opens. Once: what it shows after that is the person's. */
  lead(windowId: number, conversationId: string): Promise<void>;
  /** Moves what waits unsent in the last workspace to this one, and shows it. */
  bringUnsent(panel: PanelConnection): Promise<void>;
  /** What waits unsent there stays there. */
  dismissUnsent(): Promise<void>;
  /** A conversation of that workspace was deleted under its session: the panel goes on with another. */
  replaceGone(panel: PanelConnection, at: Workspace): Promise<void>;
  add(panel: PanelConnection): void;
  remove(panel: PanelConnection): void;
  publish(conversationId: string | null, patches: readonly Patch[]): void;
  /** Panels that show a conversation. */
  watchers(conversationId: string): number;
  /** Whether that panel shows what a panel of another window shows, too. */
  isAlsoOpen(panel: PanelConnection): boolean;
  /** Those that show that conversation hear whether another window does. */
  tellAlsoOpen(conversationId: string): void;
  /** Whether a panel is there that has been shown nothing yet. */
  isAwaitingPanel(): boolean;
  /** Where all windows are to show the same, they do from now on. */
  windowsChanged(): Promise<void>;
  /** What the open panels show. */
  shown(): readonly { readonly windowId: number | null; readonly conversationId: string }[];
  /** Does a job while no workspace is open; a new one, for every open panel, follows whatever comes of it. */
  whileClosed(job: () => Promise<void>): Promise<void>;
  onlineChanged(online: boolean): void;
  /** It is another one than before. */
  networkChanged(): void;
  clockJumped(): void;
  panelIn(windowId: number): PanelConnection | null;
}

export interface ActiveWorkspaceOptions extends Omit<WindowChoiceOptions, 'isThere'> {
  readonly store: Pick<ConversationStore, 'move'>;
  /** The workspace of what is stored now. */
  readonly createWorkspace: () => Promise<Workspace>;
  /** Does it while one workspace takes the place of another. */
  readonly whileChanging: (change: () => Promise<void>) => Promise<void>;
}

export function createActiveWorkspace(options: ActiveWorkspaceOptions): ActiveWorkspace {
  const { createWorkspace, store, whileChanging } = options;
  const panels = new Set<PanelConnection>();
  const opening = new WeakMap<PanelConnection, Promise<void>>();
  const choice = createWindowChoice({ ...options, isThere: (panel) => panels.has(panel) });
  /** What each was told last. */
  const alsoOpen = new WeakMap<PanelConnection, boolean>();
  let current: Promise<Workspace> | null = null;

  function workspace(): Promise<Workspace> {
    return current ?? take(createWorkspace);
  }

  function take(make: () => Promise<Workspace>): Promise<Workspace> {
    const made = make();
    current = made;
    // A failed start must not be the answer for ever.
    made.catch(() => {
      if (current === made) current = null;
    });
    return made;
  }

  function panelIn(windowId: number): PanelConnection | null {
    return [...panels].find((panel) => panel.windowId === windowId) ?? null;
  }

  function tell(what: (at: Workspace) => void): void {
    // Where it could not be made, there is nobody to tell; those who asked for it know why.
    void current?.then(what, () => undefined);
  }

  /** False, and nothing shown, where the workspace was replaced since: then its conversations are none of the panel's any more. */
  async function show(panel: PanelConnection, at: Workspace, conversationId: string): Promise<boolean> {
    if ((await workspace()) !== at) return false;
    // Beside each other: nothing that is shown depends on what is remembered of it.
    await Promise.all([
      choice.take(panel, at, conversationId),
      panel.show(at, conversationId),
      // One that can't stays with what it showed, which goes on as before.
      ...choice
        .followers(at, conversationId)
        .map((other) => other.show(at, conversationId).catch(() => undefined)),
    ]);
    return true;
  }

  function isAlsoOpen(panel: PanelConnection): boolean {
    const id = panel.conversationId();
    const isSo =
      id !== null &&
      [...panels].some((other) => other.conversationId() === id && isOfOtherWindow(other, panel));
    alsoOpen.set(panel, isSo);
    return isSo;
  }

  /** A command that arrives while its panel is being opened waits for that, instead of opening it twice. */
  function open(panel: PanelConnection): Promise<void> {
    const before = opening.get(panel);
    if (before !== undefined) return before;
    const started = openNow(panel).finally(() => opening.delete(panel));
    opening.set(panel, started);
    return started;
  }

  /**
   * After the worker died the page asks to be opened, and repeats in the same breath what it had asked for: the
   * conversation that it left must not come back on top of the one that it asked for.
   */
  async function opened(panel: PanelConnection): Promise<void> {
    // Whoever asked for the opening is told why it failed; what was asked for after it is tried all the same.
    await opening.get(panel)?.catch(() => undefined);
  }

  function openNow(panel: PanelConnection): Promise<void> {
    return showPicked(panel, (at) => choice.of(panel, at));
  }

  /** Where another workspace took its place meanwhile, the panel is shown what it should go on with there. */
  async function showPicked(panel: PanelConnection, pick: (at: Workspace) => Promise<string>): Promise<void> {
    const at = await workspace();
    const conversationId = await choice.by(panel, at, () => pick(at));
    if (!(await show(panel, at, conversationId))) await openNow(panel);
  }

  async function replace(make: () => Promise<Workspace>): Promise<void> {
    const before = current;
    // Whoever asks for the workspace meanwhile waits too: two workspaces of one partition would run a conversation twice, and
    // nothing of the old one may reach a panel that shows the new one.
    const at = await take(async () => {
      // One that could not be made has nothing to close, and those who asked for it were told.
      const old = (await before?.catch(() => null)) ?? null;
      await old?.close();
      return make();
    });
    await Promise.all([...panels].map(openNow));
    // Conversations that no panel shows may have been waiting for just these settings.
    await at.wake();
  }

  async function whileClosed(job: () => Promise<void>): Promise<void> {
    let done = Promise.resolve();
    await whileChanging(() =>
      replace(async () => {
        done = job();
        // Told below: the panels stand again first, whatever came of the job.
        await done.catch(() => undefined);
        return createWorkspace();
      }),
    );
    await done;
  }

  return {
    current: workspace,
    open,
    async openNew(panel) {
      await opened(panel);
      await showPicked(panel, async (at) => {
        const record = await at.newConversation(panel.conversationId(), choice.isTakenFrom(panel));
        return record.id;
      });
    },
    async lead(windowId, conversationId) {
      // First: the panel may be on its way.
      await choice.lead(windowId, conversationId);
      const panel = panelIn(windowId);
      if (panel === null) return;
      // It may have looked what to show before, and shown it since.
      await opened(panel);
      const wish = { isAsked: true, isOnScreen: false, isTaken: () => false };
      await showPicked(panel, async (at) => (await at.currentConversation(conversationId, wish)).id);
    },
    async openTemporary(panel, instead) {
      await opened(panel);
      const shown = panel.conversationId();
      // What was said in it since must not be left for another one.
      if (instead !== undefined && shown !== null && shown !== instead && isTemporary(shown)) return;
      await showPicked(panel, async (at) => (await at.newTemporary(shown)).id);
    },
    async openIn(panel, at, conversationId) {
      await opened(panel);
      if ((await workspace()) !== at) return false;
      await choice.by(panel, at, async () => conversationId);
      return show(panel, at, conversationId);
    },
    async openChat(panel, conversationId) {
      await opened(panel);
      await showPicked(panel, async () => conversationId);
    },
    async leave(conversationId) {
      // One that is being opened may be about to show it.
      await Promise.all([...panels].map(opened));
      await (await workspace()).drop(conversationId);
      const without = [...panels].filter((panel) => panel.conversationId() === conversationId);
      // No other window may follow there.
      for (const panel of without) choice.drop(panel);
      await Promise.all(without.map(openNow));
    },
    async bringUnsent(panel) {
      await opened(panel);
      const at = await workspace();
      const ids = at.unsent()?.conversationIds ?? [];
      for (const id of ids) await store.move(id, at.partition);
      // Last: a worker that dies before is asked again, and moves the rest.
      await at.forgetUnsent();
      const last = ids.at(-1);
      if (last !== undefined) await show(panel, at, last);
    },
    async dismissUnsent() {
      await (await workspace()).forgetUnsent();
    },
    async replaceGone(panel, at) {
      // Its sessions would go on with what is not there any more, so none of them is kept.
      if ((await workspace()) === at) await whileClosed(() => Promise.resolve());
      // Replaced already, as by *Delete everything*: the panel is on its way there.
      else await open(panel);
    },
    add: (panel) => void panels.add(panel),
    remove(panel) {
      panels.delete(panel);
      choice.left(panel);
    },
    publish(conversationId, patches) {
      if (patches.length === 0) return;
      for (const panel of panels) {
        if (conversationId === null || panel.conversationId() === conversationId) panel.patch(patches);
      }
    },
    watchers: (conversationId) =>
      [...panels].filter((panel) => panel.conversationId() === conversationId).length,
    isAlsoOpen,
    tellAlsoOpen(conversationId) {
      for (const panel of panels) {
        if (panel.conversationId() !== conversationId) continue;
        const before = alsoOpen.get(panel) ?? false;
        const isSo = isAlsoOpen(panel);
        if (isSo !== before) panel.patch([{ type: 'also-open', isAlsoOpen: isSo }]);
      }
    },
    isAwaitingPanel: () => [...panels].some((panel) => panel.conversationId() === null),
    async windowsChanged() {
      const last = choice.latest();
      if (last !== undefined) await show(last.panel, last.at, last.conversationId);
    },
    shown: () =>
      [...panels].flatMap((panel) => {
        const conversationId = panel.conversationId();
        return conversationId === null ? [] : [{ windowId: panel.windowId, conversationId }];
      }),
    whileClosed,
    onlineChanged(online) {
      tell((at) => at.onlineChanged(online));
    },
    networkChanged() {
      tell((at) => at.lookAgain());
    },
    clockJumped() {
      tell((at) => at.clockJumped());
    },
    panelIn,
  };
}
