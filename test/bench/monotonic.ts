import type { CDPSession } from 'puppeteer-core';

/** ms of the system's monotonic clock, which Node and Chromium both count by: their times can be subtracted. */
export function monotonicNow(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Performance.getMetrics as an object. Times in s, sizes in bytes. */
export async function readMetrics(devtools: CDPSession): Promise<Readonly<Record<string, number>>> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Where the page's `performance.now()` was 0, in ms of the monotonic clock. */
export async function timeOriginOf(devtools: CDPSession): Promise<number> {
  const { NavigationStart = Number.NaN } = await readMetrics(devtools);
  return NavigationStart * 1000;
}
