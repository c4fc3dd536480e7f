import type { Patch } from '../../messaging/contract.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import { isTemporary } from '../../shared/temporary-chat.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { PanelConnection } from './panel-connection.ts';
import { createReloadedPanels } from './reloaded-panels.ts';
import { everyWindow, type WindowConversations } from './window-conversations.ts';

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

export interface ActiveWorkspaceOptions {
  readonly store: Pick<ConversationStore, 'move'>;
  /** The workspace of what is stored now. */
  readonly createWorkspace: () => Promise<Workspace>;
  readonly windows: Pick<WindowConversations, 'read' | 'write' | 'lead'>;
  readonly now: () => number;
  /** Whether each window has a conversation of its own, or all show the same. Of the last worker, too, once there is a workspace. */
  readonly windowsChoice: () => 'own' | 'same';
  /** Does it while one workspace takes the place of another. */
  readonly whileChanging: (change: () => Promise<void>) => Promise<void>;
}

export function createActiveWorkspace({
  createWorkspace,
  windows,
  windowsChoice,
  store,
  whileChanging,
  now,
}: ActiveWorkspaceOptions): ActiveWorkspace {
  const panels = new Set<PanelConnection>();
  const opening = new WeakMap<PanelConnection, Promise<void>>();
  /** What each shows, or is about to: the last that changed is the last. */
  const chosen = new Map<PanelConnection, { readonly at: Workspace; readonly conversationId: string }>();
  /** One after the other: of two windows that open at once, the second has to know what the first has taken. */
  const choosing = createSerialQueue();
  /** What each was told last. */
  const alsoOpen = new WeakMap<PanelConnection, boolean>();
  let current: Promise<Workspace> | null = null;
  const reloaded = createReloadedPanels(now);

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
    note(panel, at, conversationId);
    // Beside each other: nothing that is shown depends on what is remembered of it.
    await Promise.all([
      ...memoriesOf(panel, conversationId).map((windowId) => windows.write(windowId, conversationId)),
      panel.show(at, conversationId),
      ...following(at, conversationId),
    ]);
    return true;
  }

  function note(panel: PanelConnection, at: Workspace, conversationId: string): void {
    // A panel that was closed meanwhile takes nothing.
    if (!panels.has(panel)) return;
    chosen.delete(panel);
    chosen.set(panel, { at, conversationId });
  }

  /** Under which windows it is remembered. A temporary chat is there for the one that shows it alone. */
  function memoriesOf({ windowId }: PanelConnection, conversationId: string): number[] {
    if (windowId === null) return [];
    const isShared = windowsChoice() === 'same' && !isTemporary(conversationId);
    return isShared ? [windowId, everyWindow] : [windowId];
  }

  /** What its window showed last, or is yet to show. */
  async function remembered({ windowId }: PanelConnection): ReturnType<typeof windows.read> {
    if (windowId === null) return { conversationId: null, isAsked: false };
    const own = await windows.read(windowId);
    const isOwn =
      windowsChoice() === 'own' || (own.conversationId !== null && isTemporary(own.conversationId));
    return isOwn ? own : windows.read(everyWindow);
  }

  /** Where all windows show the same, the others go along. */
  function following(at: Workspace, conversationId: string): Promise<void>[] {
    if (windowsChoice() === 'own' || isTemporary(conversationId)) return [];
    const others = [...chosen].filter(
      ([, of]) => of.at === at && of.conversationId !== conversationId && !isTemporary(of.conversationId),
    );
    return others.map(([other]) => {
      note(other, at, conversationId);
      // It stays with what it showed, which goes on as before.
      return other.show(at, conversationId).catch(() => undefined);
    });
  }

  /** Of windows that have one each, what is shown in another. */
  function isTakenFrom(panel: PanelConnection): (conversationId: string) => boolean {
    if (windowsChoice() === 'same') return () => false;
    const others = [...chosen].filter(([other]) => isOfOtherWindow(other, panel));
    return (id) => others.some(([, { conversationId }]) => conversationId === id);
  }

  /** Which conversation that panel goes on with. */
  async function choose(panel: PanelConnection, at: Workspace): Promise<string> {
    const onScreen = panel.onScreen();
    const { conversationId, isAsked } = await remembered(panel);
    // What it is about to show counts before it is remembered: opened twice at once, it goes on with one conversation.
    const mine = chosen.get(panel);
    const last = isAsked || mine?.at !== at ? conversationId : mine.conversationId;
    // One that this worker has shown it may have been moved since.
    const isKept = !isAsked && panel.shown() === null && onScreen !== null && isTemporary(onScreen);
    const preferred = isKept ? onScreen : last;
    const shared = [...chosen].findLast(
      ([other, of]) => other !== panel && of.at === at && !isTemporary(of.conversationId),
    )?.[1].conversationId;
    const isAlone = isAsked || (preferred !== null && isTemporary(preferred));
    if (windowsChoice() === 'same' && !isAlone && shared !== undefined) return shared;
    const isOnScreen = preferred !== null && (onScreen === preferred || reloaded.isBack(panel));
    return (await at.currentConversation(preferred, { isAsked, isOnScreen, isTaken: isTakenFrom(panel) })).id;
  }

  function chosenBy(panel: PanelConnection, at: Workspace, pick: () => Promise<string>): Promise<string> {
    return choosing(async () => {
      const conversationId = await pick();
      note(panel, at, conversationId);
      return conversationId;
    });
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

  async function openNow(panel: PanelConnection): Promise<void> {
    const at = await workspace();
    const conversationId = await chosenBy(panel, at, () => choose(panel, at));
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
      const at = await workspace();
      const made = chosenBy(panel, at, async () => {
        const record = await at.newConversation(panel.conversationId(), isTakenFrom(panel));
        return record.id;
      });
      if (!(await show(panel, at, await made))) await openNow(panel);
    },
    async lead(windowId, conversationId) {
      // First: the panel may be on its way.
      await windows.lead(windowsChoice() === 'same' ? everyWindow : windowId, conversationId);
      const panel = panelIn(windowId);
      if (panel === null) return;
      // It may have looked what to show before, and shown it since.
      await opened(panel);
      const at = await workspace();
      const wish = { isAsked: true, isOnScreen: false, isTaken: () => false };
      const asked = chosenBy(panel, at, async () => (await at.currentConversation(conversationId, wish)).id);
      if (!(await show(panel, at, await asked))) await openNow(panel);
    },
    async openTemporary(panel, instead) {
      await opened(panel);
      const shown = panel.conversationId();
      // What was said in it since must not be left for another one.
      if (instead !== undefined && shown !== null && shown !== instead && isTemporary(shown)) return;
      const at = await workspace();
      const made = chosenBy(panel, at, async () => (await at.newTemporary(shown)).id);
      if (!(await show(panel, at, await made))) await openNow(panel);
    },
    async openIn(panel, at, conversationId) {
      await opened(panel);
      return show(panel, at, conversationId);
    },
    async openChat(panel, conversationId) {
      await opened(panel);
      if (!(await show(panel, await workspace(), conversationId))) await openNow(panel);
    },
    async leave(conversationId) {
      // One that is being opened may be about to show it.
      await Promise.all([...panels].map(opened));
      await (await workspace()).drop(conversationId);
      const without = [...panels].filter((panel) => panel.conversationId() === conversationId);
      // No other window may follow there.
      for (const panel of without) chosen.delete(panel);
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
      reloaded.left(panel);
      chosen.delete(panel);
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
      const last = [...chosen].at(-1);
      if (last !== undefined) await show(last[0], last[1].at, last[1].conversationId);
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

/** A page of no known window is in another one. */
function isOfOtherWindow(other: PanelConnection, panel: PanelConnection): boolean {
  return other !== panel && (other.windowId === null || other.windowId !== panel.windowId);
}
