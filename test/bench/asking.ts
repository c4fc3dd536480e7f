import { setTimeout } from 'node:timers/promises';
import { lastWord } from './answer-text.ts';
import type { Tab } from './contender.ts';
import type { Heard, Voice } from './voice.ts';

/** One question and its answer, in ms of the monotonic clock. */
export interface Exchange extends Heard {
  readonly enteredAt: number;
  readonly paintedAt: number;
}

/** ms in which all that typing, or an answer's end, sets off is done: drafts are stored after 300. */
const settled = 450;

export async function type({ page }: Tab, text: string): Promise<void> {
  await page.focus('textarea');
  await page.keyboard.sendCharacter(text);
  await setTimeout(settled);
}

/** Presses Enter on what is typed and follows the answer until its last word is on screen. */
export async function enter({ page, timeOrigin }: Tab, voice: Voice): Promise<Exchange> {
  const heard = voice.next();
  await page.evaluate((word) => window.bench.watch(word), lastWord);
  await page.keyboard.press('Enter');
  const [entered, painted] = await page.evaluate(async () => {
    const at = await window.bench.painted();
    return [window.bench.enteredAt(), at] as const;
  });
  const server = await heard;
  await setTimeout(settled);
  return { ...server, enteredAt: timeOrigin + entered, paintedAt: timeOrigin + painted };
}

export async function ask(tab: Tab, voice: Voice, text: string): Promise<Exchange> {
  await type(tab, text);
  return enter(tab, voice);
}
