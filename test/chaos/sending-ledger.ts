import { expect } from 'vitest';
import type { PanelDriver } from '../e2e/panel-driver.ts';
import type { World } from '../e2e/world.ts';
import { isWhole } from './scale.ts';

/** ms. Until nothing that was written to a line can come any more, where each death of the worker starts it anew, and some. */
const longestCheck = 150_000;

/** Keeps count of a conversation's turns and says after each whether it was exact. */
export interface Ledger {
  /** Before a turn: an empty conversation after every `turnsEach` turns, and after one that failed. */
  begin(): Promise<void>;
  /** The conversation on screen is a new one. */
  restart(): void;
  /**
   * Waits until `turns` answers are complete and nothing is under way. The short form doesn't wait for the proof that a
   * lost message can't arrive any more: it asks for *Send again now*, as a person may.
   * @param earlier how often the server had the question before
   */
  settle(turns: number, question: string, earlier?: number): Promise<void>;
  /**
   * The question is on the server once, and the answer on screen exact, byte for byte; nothing is under way any more.
   * @throws where it isn't, or isn't in time
   */
  expectExact(question: string, answer: string): Promise<void>;
}

export interface LedgerOptions {
  readonly world: World;
  /** Asked anew each time: a panel that was closed has a successor. */
  readonly panel: () => PanelDriver;
  /** More than one, and the looks into the history have to find the right place among other questions. */
  readonly turnsEach?: number;
}

export function createLedger({ world, panel, turnsEach = 5 }: LedgerOptions): Ledger {
  let settled = turnsEach;
  let isUnderWay = false;
  function restart(): void {
    settled = 0;
    isUnderWay = true;
  }

  async function settle(turns: number, question: string, earlier = 0): Promise<void> {
    const shown = panel();
    if (!isWhole) {
      const seen = await shown.sees(
        'an answer, or a message that is being looked for',
        (messages) =>
          messages.some(({ status }) => status === 'checking') ||
          messages.filter(({ name, status }) => name === 'Assistant' && status === 'complete').length ===
            turns,
      );
      const isChecked = seen.some(({ status }) => status === 'checking');
      if (isChecked && world.deliveries(question).received === earlier) await shown.press('Send again now');
    }
    await shown.answered(turns, longestCheck);
  }

  return {
    restart,
    settle,
    async begin() {
      if (settled >= turnsEach || isUnderWay) {
        await panel().startOver();
        restart();
      }
      isUnderWay = true;
    },
    async expectExact(question, answer) {
      const shown = panel();
      const turns = settled + 1;
      await settle(turns, question);
      const isStoppable = await shown.isThere('button', 'Stop');
      // Not innerText, which the browser leaves out where nothing is in view.
      const questions = await shown.page.$$eval('article[aria-label="You"] .bubble', (bubbles) =>
        bubbles.map(({ textContent }) => textContent),
      );
      const copied = await shown.copied();
      expect({
        question: questions.at(-1),
        messages: [questions.length, (await shown.transcript()).length],
        copied,
        deliveries: world.deliveries(question),
        isStoppable,
        violations: world.platform.received.violations,
      }).toEqual({
        question,
        messages: [turns, 2 * turns],
        copied: answer,
        deliveries: { received: 1, stored: 1 },
        isStoppable: false,
        violations: [],
      });
      settled = turns;
      isUnderWay = false;
    },
  };
}
