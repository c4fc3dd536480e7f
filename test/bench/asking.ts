import { setTimeout } from 'node:timers/promises';
import { firstWord, lastWord } from './answer-text.ts';
import type { Tab } from './contender.ts';
import type { Heard, Voice } from './voice.ts';

/** One question and its answer, in ms of the monotonic clock. */
export interface Exchange extends Heard {
  readonly enteredAt: number;
  /** The answer's first words came through the page's port; NaN where it has none. */
  readonly reachedAt: number;
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
  await page.evaluate((first, last) => window.bench.watch(first, last), firstWord, lastWord);
  await page.keyboard.press('Enter');
  const times = await page.evaluate(async () => {
    const painted = await window.bench.painted();
    return { entered: window.bench.enteredAt(), reached: window.bench.reachedAt(), painted };
  });
  const server = await heard;
  await setTimeout(settled);
  return {
    ...server,
    enteredAt: timeOrigin + times.entered,
    // Numbers that are none don't pass the pipe.
    reachedAt: timeOrigin + (times.reached ?? Number.NaN),
    paintedAt: timeOrigin + times.painted,
  };
}

export async function ask(tab: Tab, voice: Voice, text: string): Promise<Exchange> {
  await type(tab, text);
  return enter(tab, voice);
}
