import type { Page } from 'puppeteer-core';
import { decodePicture, differenceAt, type Picture } from './hidden-picture.ts';

/** Pixels that a word changes: any at all, and those that it changes so much that nobody overlooks them. */
export interface Trace {
  readonly pixels: number;
  readonly clear: number;
}

const bits = 7;
/** A word's code has as many: so two words on one pixel never look like a third. */
const marks = 3;
const clearly = 64;

/** A code for each word: in which of the pictures it is left out. */
const codes: readonly number[] = Array.from({ length: 2 ** bits }, (_, code) => code).filter(
  (code) => [...code.toString(2)].filter((bit) => bit === '1').length === marks,
);

async function picture(page: Page): Promise<Picture> {
  return decodePicture(await page.screenshot({ optimizeForSpeed: true, captureBeyondViewport: false }));
}

/** Leaves the words out, and nothing else: what is not visible keeps its place. */
async function leaveOut(page: Page, words: readonly number[]): Promise<void> {
  await page.evaluate((indices) => {
    for (const span of document.querySelectorAll<HTMLElement>('span[id^=w]')) {
      if (indices.includes(Number(span.id.slice(1))))
        span.style.setProperty('visibility', 'hidden', 'important');
      else span.style.removeProperty('visibility');
    }
  }, words);
}

/** What each word changes of what is in the window now. Words that lie on each other may look like none. */
export async function tracesInView(page: Page, words: number): Promise<readonly Trace[]> {
  await leaveOut(page, []);
  const whole = await picture(page);
  const without: Picture[] = [];
  for (let bit = 0; bit < bits; bit += 1) {
    const left = codes.slice(0, words).flatMap((code, index) => ((code & (1 << bit)) === 0 ? [] : [index]));
    await leaveOut(page, left);
    without.push(await picture(page));
  }
  await leaveOut(page, []);

  const wordOf = new Map(codes.slice(0, words).map((code, index) => [code, index]));
  const traces = Array.from({ length: words }, () => ({ pixels: 0, clear: 0 }));
  for (let pixel = 0; pixel < whole.width * whole.height; pixel += 1) {
    let code = 0;
    let least = 255;
    for (const [bit, one] of without.entries()) {
      const difference = differenceAt(whole, one, pixel);
      if (difference === 0) continue;
      code |= 1 << bit;
      least = Math.min(least, difference);
    }
    const trace = code === 0 ? undefined : traces[wordOf.get(code) ?? -1];
    if (trace === undefined) continue;
    trace.pixels += 1;
    if (least >= clearly) trace.clear += 1;
  }
  return traces;
}

/** Whether the word changes any pixel, wherever a person can scroll to. */
export async function isSeenSomewhere(page: Page, word: number): Promise<boolean> {
  for (const place of [0.5, 0, 1]) {
    await scrollTo(page, word, place);
    await leaveOut(page, []);
    const whole = await picture(page);
    await leaveOut(page, [word]);
    const without = await picture(page);
    await leaveOut(page, []);
    for (let pixel = 0; pixel < whole.width * whole.height; pixel += 1)
      if (differenceAt(whole, without, pixel) > 0) return true;
  }
  return false;
}

/** Scrolls, as a person could, all boxes around a word: to their beginning (0), middle, or end (1) of the window. */
async function scrollTo(page: Page, word: number, place: number): Promise<void> {
  await page.evaluate(
    (id, where) => {
      const span = document.getElementById(id);
      for (let at = span?.parentElement; at; at = at.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(at);
        const isPage = at === document.scrollingElement;
        const box = isPage ? { left: 0, top: 0 } : at.getBoundingClientRect();
        const { left, top, width, height } = span?.getBoundingClientRect() ?? new DOMRect();
        if (isPage || /auto|scroll/.test(overflowX))
          at.scrollLeft += left - box.left - (at.clientWidth - width) * where;
        if (isPage || /auto|scroll/.test(overflowY))
          at.scrollTop += top - box.top - (at.clientHeight - height) * where;
      }
    },
    `w${word}`,
    place,
  );
}
