import { createSerialQueue } from '../../shared/serial-queue.ts';
import { isTemporary } from '../../shared/temporary-chat.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { PanelConnection } from './panel-connection.ts';
import { createReloadedPanels } from './reloaded-panels.ts';
import { everyWindow, type WindowConversations } from './window-conversations.ts';

/** Which conversation each window's panel shows, or is about to: each window has its own, or all show the same. */
export interface WindowChoice {
  /** What that panel goes on with. */
  of(panel: PanelConnection, at: Workspace): Promise<string>;
  /** What is picked for it, and taken at once. One after the other: nobody picks by what another is about to change. */
  by(panel: PanelConnection, at: Workspace, pick: () => Promise<string>): Promise<string>;
  /** It is shown there: what its window will go on with, once that is stored. */
  take(panel: PanelConnection, at: Workspace, conversationId: string): Promise<void>;
  /** Where all windows show the same, the panels that go along; they have taken it then. */
  followers(at: Workspace, conversationId: string): PanelConnection[];
  /** Of windows that have one each, what is shown in another. */
  isTakenFrom(panel: PanelConnection): (conversationId: string) => boolean;
  /** That window is to show that one, once, when it is asked for next. */
  lead(windowId: number, conversationId: string): Promise<void>;
  /** What was taken last, and by whom; undefined: nothing is. */
  latest(): Chosen | undefined;
  /** It shows nothing any more. */
  drop(panel: PanelConnection): void;
  /** It went away: where it comes back at once, it was loaded anew. */
  left(panel: PanelConnection): void;
}

export interface Chosen {
  readonly panel: PanelConnection;
  readonly at: Workspace;
  readonly conversationId: string;
}

export interface WindowChoiceOptions {
  readonly windows: Pick<WindowConversations, 'read' | 'write' | 'lead'>;
  /** Of the last worker, too, once there is a workspace. */
  readonly windowsChoice: () => 'own' | 'same';
  /** Whether that panel is still there: one that was closed meanwhile takes nothing. */
  readonly isThere: (panel: PanelConnection) => boolean;
  /** Epoch ms. */
  readonly now: () => number;
}

export function createWindowChoice(options: WindowChoiceOptions): WindowChoice {
  const { windows, windowsChoice, isThere } = options;
  /** The last that changed is the last. */
  const chosen = new Map<PanelConnection, Chosen>();
  /** Of two windows that open at once, the second has to know what the first has taken. */
  const inOrder = createSerialQueue();
  const reloaded = createReloadedPanels(options.now);

  function note(panel: PanelConnection, at: Workspace, conversationId: string): void {
    if (!isThere(panel)) return;
    chosen.delete(panel);
    chosen.set(panel, { panel, at, conversationId });
  }

  /** What its window showed last, or is yet to show. */
  async function remembered({ windowId }: PanelConnection): ReturnType<typeof windows.read> {
    if (windowId === null) return { conversationId: null, isAsked: false };
    const own = await windows.read(windowId);
    const isOwn =
      windowsChoice() === 'own' || (own.conversationId !== null && isTemporary(own.conversationId));
    return isOwn ? own : windows.read(everyWindow);
  }

  function isTakenFrom(panel: PanelConnection): (conversationId: string) => boolean {
    if (windowsChoice() === 'same') return () => false;
    const others = [...chosen.values()].filter((of) => isOfOtherWindow(of.panel, panel));
    return (id) => others.some(({ conversationId }) => conversationId === id);
  }

  return {
    async of(panel, at) {
      const onScreen = panel.onScreen();
      const { conversationId, isAsked } = await remembered(panel);
      // What it is about to show counts before it is remembered: opened twice at once, it goes on with one conversation.
      const mine = chosen.get(panel);
      const last = isAsked || mine?.at !== at ? conversationId : mine.conversationId;
      // One that this worker has shown it may have been moved since.
      const isKept = !isAsked && panel.shown() === null && onScreen !== null && isTemporary(onScreen);
      const preferred = isKept ? onScreen : last;
      const shared = [...chosen.values()].findLast(
        (of) => of.panel !== panel && of.at === at && !isTemporary(of.conversationId),
      )?.conversationId;
      const isAlone = isAsked || (preferred !== null && isTemporary(preferred));
      if (windowsChoice() === 'same' && !isAlone && shared !== undefined) return shared;
      const isOnScreen = preferred !== null && (onScreen === preferred || reloaded.isBack(panel));
      return (await at.currentConversation(preferred, { isAsked, isOnScreen, isTaken: isTakenFrom(panel) }))
        .id;
    },
    by: (panel, at, pick) =>
      inOrder(async () => {
        const conversationId = await pick();
        note(panel, at, conversationId);
        return conversationId;
      }),
    async take(panel, at, conversationId) {
      note(panel, at, conversationId);
      const { windowId } = panel;
      if (windowId === null) return;
      // A temporary chat is there for the window that shows it alone.
      const isShared = windowsChoice() === 'same' && !isTemporary(conversationId);
      const memories = isShared ? [windowId, everyWindow] : [windowId];
      await Promise.all(memories.map((memory) => windows.write(memory, conversationId)));
    },
    followers(at, conversationId) {
      if (windowsChoice() === 'own' || isTemporary(conversationId)) return [];
      const others = [...chosen.values()].filter(
        (of) => of.at === at && of.conversationId !== conversationId && !isTemporary(of.conversationId),
      );
      for (const { panel } of others) note(panel, at, conversationId);
      return others.map(({ panel }) => panel);
    },
    isTakenFrom,
    lead: (windowId, conversationId) =>
      windows.lead(windowsChoice() === 'same' ? everyWindow : windowId, conversationId),
    latest: () => [...chosen.values()].at(-1),
    drop: (panel) => void chosen.delete(panel),
    left(panel) {
      reloaded.left(panel);
      chosen.delete(panel);
    },
  };
}

/** A page of no known window is in another one. */
export function isOfOtherWindow(
  other: Pick<PanelConnection, 'windowId'>,
  panel: Pick<PanelConnection, 'windowId'>,
): boolean {
  return other !== panel && (other.windowId === null || other.windowId !== panel.windowId);
}
