import type { SiteRules } from '../../config/site-rules.ts';
import type { CommandOf, ReplyOf } from '../../messaging/commands.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Attachment } from '../../shared/conversation.ts';
import type { HandOff, SelectedText } from '../../shared/hand-off.ts';
import type { MenuEntry } from '../../shared/menu-entry.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Prompt } from '../../shared/prompt.ts';
import { ok, type Result } from '../../shared/result.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import type { Items } from '../../storage/items.ts';
import type { KeyedRecord } from '../../storage/keyed-record.ts';
import type { ActiveWorkspace } from '../panels/active-workspace.ts';
import type { PanelConnection } from '../panels/panel-connection.ts';
import type { AskedOnScreen } from '../rpc/command-handlers.ts';
import type { KnownMasks } from '../page-capture/capture-page.ts';
import type { MaskNumbers } from '../page-capture/mask-numbers.ts';
import { isEdited, setAttached } from '../rpc/page-commands.ts';
import { handOffView } from './hand-off-view.ts';
import { menuEntries, type HandOffWords } from './menu-entries.ts';

export interface HandOffDesk {
  /** Reads what the request is about, as it is now. */
  read(id: string, asked: HandOff): void;
  tell(id: string, asked: HandOff, panel: PanelConnection): Promise<void>;
  take(command: CommandOf<'hand-off/take'>, asked: AskedOnScreen): Taking;
  /** What was read for requests is not kept any more. */
  forget(): void;
  showMenus(): Promise<void>;
}

/** A page as it was when it was asked about; it gets its numbers in the chat that takes it (lib/masking). */
interface Reading {
  readonly page: Promise<Result<Attachment, Problem>>;
  readonly takenBy: (known: KnownMasks) => void;
}

type Taking = Promise<Result<ReplyOf<'hand-off/take'>, Problem>>;

/** The browser's, which keeps what is shown, whatever becomes of the worker. */
export interface Menus {
  /** All entries of ours; in Chromium those of private windows, too, and the other way round. */
  clear(): Promise<void>;
  /** No call rejects: what isn't there is gone, and what is there already is shown. */
  remove(id: string): Promise<void>;
  show(entry: MenuEntry): Promise<void>;
  /** In the address bar, behind our keyword. */
  suggest(description: string): Promise<void>;
}

export interface HandOffDeskOptions {
  readonly record: Pick<KeyedRecord<HandOff>, 'read' | 'change'>;
  readonly capture: (
    windowId: number,
    known: KnownMasks,
    selected: SelectedText | undefined,
  ) => Promise<Result<Attachment, Problem>>;
  readonly numbering: MaskNumbers['numbering'];
  readonly activeWorkspace: Pick<ActiveWorkspace, 'publish'>;
  /** Which pages may be read; null: not known yet. */
  readonly readRules: () => Promise<SiteRules | null>;
  /** A person's own, and the organisation's behind them. */
  readonly readPrompts: () => Promise<readonly Prompt[]>;
  /** Of private windows alone. */
  readonly isPrivate: boolean;
  readonly areMenusShown: Pick<Items['areMenusShown'], 'write'>;
  readonly menuIds: Pick<Items['menuIds'], 'read' | 'write'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly menus: Menus;
  readonly words: HandOffWords;
}

/** ms. Who opens the panel later than that has something else in mind. */
const handOffPatienceMs = 10 * 60_000;

export function createHandOffDesk(options: HandOffDeskOptions): HandOffDesk {
  const { record, capture, readRules, readPrompts, menus, menuIds, isPrivate, words } = options;
  const captured = new Map<string, Reading>();
  const taking = new Map<string, Taking>();
  const inTurn = createSerialQueue();
  /** One after the other: of two at once, the draft would know the last only. */
  const oneByOne = createSerialQueue();

  const forget = async (id: string): Promise<void> => {
    captured.delete(id);
    await record.change(id, () => null);
  };

  function read(id: string, asked: HandOff): Reading | null {
    if (handOffView(id, asked, []).about === null) return null;
    const before = captured.get(id);
    if (before !== undefined) return before;
    let takenBy: Reading['takenBy'] = () => undefined;
    const taker = new Promise<KnownMasks>((resolve) => {
      takenBy = resolve;
    });
    const page = capture(asked.windowId, async () => (await taker)(), asked.selected);
    const reading = { page, takenBy };
    captured.set(id, reading);
    // Told to whoever takes it, who may come later.
    page.catch(() => undefined);
    return reading;
  }

  async function takeNow(command: CommandOf<'hand-off/take'>, on: AskedOnScreen): Taking {
    const { id } = command;
    const asked = await record.read(id);
    // Asked again by a page whose worker died: it was done by that one.
    if (asked === null) return ok(on.again ? { refusal: null } : null);
    const refusal = await attach(id, asked, on);
    const { store } = on.workspace;
    const { text, taken } = await store.draft(on.conversationId);
    // That it was taken is stored with the words, in one: whoever dies before it is forgotten puts them there once.
    if (taken !== id) {
      const whole = [text, command.words].filter((part) => part !== '').join('\n');
      await store.saveDraft(on.conversationId, { text: whole, taken: id });
    }
    await forget(id);
    return ok({ refusal });
  }

  /** In place of the page there. Resolves with why it is not; null: it is, or nothing was to be attached. */
  async function attach(id: string, asked: HandOff, on: AskedOnScreen): Promise<Problem | null> {
    const reading = read(id, asked);
    if (reading === null) return null;
    return options.numbering(on, async (known) => {
      reading.takenBy(known);
      const page = await reading.page;
      if (!page.ok) return page.failure;
      // What the user has changed of one is given up by name only.
      if (await isEdited(on)) return { code: 'page-edited' };
      await setAttached(on, page.value.source, page.value, options.activeWorkspace);
      return null;
    });
  }

  return {
    read: (id, asked) => void read(id, asked),
    async tell(id, asked, panel) {
      // Also where the clock was set back.
      if (Math.abs(options.clock.now() - asked.at) > handOffPatienceMs) return forget(id);
      const shown = panel.shown();
      const draft = shown && (await shown.workspace.store.draft(shown.conversationId));
      // Taken there by a worker that died of it: the panel has its words, or is about to hear that it was done.
      if (draft?.taken === id) return forget(id);
      panel.post({ type: 'hand-off', handOff: handOffView(id, asked, await readPrompts()) });
    },
    take(command, on) {
      const { id } = command;
      const before = taking.get(id);
      if (before !== undefined) return before;
      const taken = oneByOne(() => takeNow(command, on)).finally(() => taking.delete(id));
      taking.set(id, taken);
      return taken;
    },
    forget: () => captured.clear(),
    showMenus: () =>
      inTurn(async () => {
        const [rules, prompts] = await Promise.all([readRules(), readPrompts()]);
        // Each of them attaches something: where nothing may be attached, there is nothing to offer.
        const entries = rules?.enabled === false ? [] : menuEntries(words, prompts);
        const ids = entries.map(({ id }) => id);
        const before = await menuIds.read();
        // Of an earlier life of the browser there may be entries that nobody knows any more; private windows have none.
        if (before === null && !isPrivate) await menus.clear();
        await menuIds.write([...new Set([...(before ?? []), ...ids])]);
        for (const id of before ?? []) await menus.remove(id);
        for (const entry of entries) await menus.show(entry);
        await menuIds.write(ids);
        await menus.suggest(words.typed);
        await options.areMenusShown.write(true);
      }),
  };
}
