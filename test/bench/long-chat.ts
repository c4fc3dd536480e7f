import { installFilled } from './installed-filled.ts';
import type { Row } from './row.ts';
import { readMetrics } from './monotonic.ts';
import type { Fixture, InstalledCopy } from './setup.ts';

const messages = 5_000;
const rounds = 6;
/** Frames of one way up, and as many down again; and px in each: a wheel that is turned as fast as it goes. */
const frames = 400;
const stride = 400;

/** ms, and MB for the heap. */
interface Reading {
  readonly shown: number;
  readonly heap: number;
}

interface Scrolled extends Reading {
  readonly longestFrame: number;
}

async function open({ contender }: InstalledCopy): Promise<number> {
  const { page } = await contender.open();
  const shown = await page.evaluate(() => window.bench.filled);
  await page.close();
  return shown;
}

/** Opens the chat, and goes far up in it and back. */
async function scroll({ contender }: InstalledCopy): Promise<Scrolled> {
  const { page, devtools } = await contender.open();
  const shown = await page.evaluate(() => window.bench.filled);
  const longestFrame = await page.evaluate(
    async (count, by) => {
      const view = document.querySelector('[aria-label="Conversation"]');
      if (view === null) throw new Error('there is no conversation');
      const frame = (): Promise<number> => new Promise(requestAnimationFrame);
      // What opening has set off is over by then.
      for (let n = 0; n < 30; n += 1) await frame();
      let [longest, last] = [0, await frame()];
      for (let n = 0; n < 2 * count; n += 1) {
        view.scrollTop += n < count ? -by : by;
        const now = await frame();
        longest = Math.max(longest, now - last);
        last = now;
      }
      return longest;
    },
    frames,
    stride,
  );
  await devtools.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize = Number.NaN } = await readMetrics(devtools);
  await page.close();
  return { shown, longestFrame, heap: JSHeapUsedSize / 1e6 };
}

/** A chat of 5,000 messages, beside a panel with none. */
export async function measureLongChat(fixture: Fixture): Promise<Row[]> {
  const empty = await installFilled(fixture, null);
  const long = await installFilled(fixture, { conversations: 1, messages });
  const emptyShown: number[] = [];
  const readings: Scrolled[] = [];
  // The first round fills caches.
  for (let round = 0; round <= rounds; round += 1) {
    const before = await open(empty);
    const reading = await scroll(long);
    if (round === 0) continue;
    emptyShown.push(before);
    readings.push(reading);
  }
  await empty.remove();
  await long.remove();
  const ours = (value: (reading: Scrolled) => number): Row['samples'] => ({ ours: readings.map(value) });
  const name = 'a chat of 5,000 messages';
  const nothing = 'an empty chat: panel open → conversation shown';
  return [
    { name: nothing, unit: 'ms', samples: { ours: emptyShown }, goal: null, isBudget: false },
    {
      name: `${name}: panel open → conversation shown`,
      unit: 'ms',
      samples: ours(({ shown }) => shown),
      goal: { kind: 'share', to: 'an empty chat', of: emptyShown, atMost: 1.5 },
      isBudget: true,
    },
    {
      name: `${name}: longest frame while it is scrolled`,
      unit: 'ms',
      samples: ours(({ longestFrame }) => longestFrame),
      goal: { kind: 'value', atMost: 50 },
      isBudget: true,
    },
    {
      name: `${name}: JS heap after that`,
      unit: 'MB',
      samples: ours(({ heap }) => heap),
      goal: { kind: 'value', atMost: 20 },
      isBudget: true,
    },
  ];
}
