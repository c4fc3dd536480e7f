import type { CommandOf, ReplyOf } from '../../messaging/commands.ts';
import type { PolicySource } from '../../config/policy-source.ts';
import { createPartLoader, type PartLoaderOptions } from '../../shared/background-part.ts';
import { typedEntry, type HandOffEvent } from '../../shared/hand-off.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Prompt } from '../../shared/prompt.ts';
import type { Report } from '../../shared/report.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Items } from '../../storage/items.ts';
import { createKeyedRecord } from '../../storage/keyed-record.ts';
import type { ActiveWorkspace } from '../panels/active-workspace.ts';
import type { PanelConnection } from '../panels/panel-connection.ts';
import type { AskedOnScreen } from '../rpc/command-handlers.ts';
import type { HandOffDesk, HandOffDeskOptions } from './hand-off-desk.ts';
import { handOffPart } from './hand-off-part.ts';

/**
 * Requests from outside of our pages. Each is stored before anything comes of it, told to the panel of its window, now or
 * when that opens, and taken by it once: whoever dies in between, it is told again until it has been taken (law 7).
 */
export interface HandOffs {
  /** Never rejects. */
  ask(event: HandOffEvent): Promise<void>;
  /** Tells that panel what waits for it, if it stands; returns at once. */
  tell(panel: PanelConnection): void;
  take(
    command: CommandOf<'hand-off/take'>,
    asked: AskedOnScreen,
  ): Promise<Result<ReplyOf<'hand-off/take'>, Problem>>;
  /** Nothing waits any more, and nothing of what was read for it is kept. Rejects where storage is broken. */
  forget(): Promise<void>;
  /** The same item; what is written there is seen in the menus, too. */
  inMenus(prompts: Items['prompts']): Pick<Items['prompts'], 'read' | 'write'>;
  /** Makes the menus what they should be. @param areOld false: only where it isn't known that they are. Never rejects. */
  renewMenus(areOld: boolean): Promise<void>;
}

export interface HandOffsOptions extends PartLoaderOptions {
  readonly items: Pick<Items, 'handOffs' | 'areMenusShown' | 'menuIds' | 'prompts'>;
  readonly activeWorkspace: Pick<ActiveWorkspace, 'panelIn' | 'publish'>;
  readonly policy: Pick<PolicySource, 'current'>;
  readonly numbering: HandOffDeskOptions['numbering'];
  readonly capture: HandOffDeskOptions['capture'];
  readonly readRules: HandOffDeskOptions['readRules'];
  /** Of private windows alone. */
  readonly isPrivate?: boolean;
  readonly newId: () => string;
  readonly report: Report;
}

/** Requests that no panel has come for; more are somebody's mistake. */
const mostWaiting = 20;

export function createHandOffs(options: HandOffsOptions): HandOffs {
  const { items, activeWorkspace, policy, isPrivate = false, newId, report, clock } = options;
  const { handOffs: item, areMenusShown } = items;
  const record = createKeyedRecord(item, mostWaiting);
  const load = createPartLoader(handOffPart, options);
  let made: HandOffDesk | null = null;

  async function desk(): Promise<Result<HandOffDesk, Problem>> {
    const part = await load();
    if (!part.ok) return part;
    made ??= part.value({ ...options, ...items, isPrivate, record, readPrompts });
    return ok(made);
  }

  async function readPrompts(): Promise<readonly Prompt[]> {
    return [...(await items.prompts.read()), ...(await policy.current()).prompts];
  }

  function caught(error: unknown): void {
    report(error, 'hand-off');
  }

  async function tellNow(panel: PanelConnection): Promise<void> {
    const waiting = Object.entries(await item.read()).filter(
      ([, { windowId }]) => windowId === panel.windowId,
    );
    const at = waiting.length === 0 ? null : await desk();
    // Told when the panel opens anew, which its page does where the background has a fault.
    if (!at?.ok) return;
    for (const [id, asked] of waiting) await at.value.tell(id, asked, panel);
  }

  function tell(panel: PanelConnection): void {
    // It waits, and is told of again when the panel opens anew.
    if (panel.shown() !== null) void tellNow(panel).catch(caught);
  }

  const hands: HandOffs = {
    async ask(event) {
      try {
        const id = newId();
        const asked = { ...event, at: clock.now() };
        await record.change(id, () => asked);
        const panel = activeWorkspace.panelIn(event.windowId);
        if (panel !== null) tell(panel);
        // As the page is now, and not once a panel stands beside it.
        const at = event.entry === typedEntry ? null : await desk();
        if (at?.ok) at.value.read(id, asked);
      } catch (error) {
        caught(error);
      }
    },
    tell,
    async take(command, asked) {
      const at = await desk();
      return at.ok ? at.value.take(command, asked) : at;
    },
    async forget() {
      await record.clear();
      made?.forget();
    },
    inMenus: (prompts) => ({
      read: prompts.read,
      async write(value) {
        await areMenusShown.write(false);
        await prompts.write(value);
        void hands.renewMenus(true);
      },
    }),
    async renewMenus(areOld) {
      try {
        if (areOld) await areMenusShown.write(false);
        else if (await areMenusShown.read()) return;
        const at = await desk();
        // Left to the next worker where it can't be done.
        if (at.ok) await at.value.showMenus();
      } catch (error) {
        caught(error);
      }
    },
  };
  return hands;
}
