import type { CDPSession, Page } from 'puppeteer-core';

/** A way in which somebody sees the page. */
export interface WayOfSeeing {
  /** Of its picture. */
  readonly name: string;
  readonly scheme?: 'light' | 'dark';
  /** As if its language were read from the right. */
  readonly isFromRight?: boolean;
  /** The system's few colours instead of the page's own. */
  readonly isForced?: boolean;
  /** Per cent of the browser's own text size. Default: 100. */
  readonly text?: number;
  /** CSS pixels. Default: as high as it is. */
  readonly height?: number;
}

export const schemes: readonly WayOfSeeing[] = [
  { name: 'light', scheme: 'light' },
  { name: 'dark', scheme: 'dark' },
];

/** Those that hardly anybody has who makes a page, and many have who read it. */
export const rarerWays: readonly WayOfSeeing[] = [
  { name: 'from-right', isFromRight: true },
  { name: 'forced-light', isForced: true },
  { name: 'forced-dark', isForced: true, scheme: 'dark' },
  { name: 'large-text', text: 200 },
  { name: 'low', height: 400 },
];

/** Has the page seen so until `look` has resolved; then as before, but for the scheme and for motion, which is reduced. */
export async function seenSo<Value>(
  page: Page,
  { scheme = 'light', isFromRight = false, isForced = false, text = 100, height }: WayOfSeeing,
  look: () => Promise<Value>,
): Promise<Value> {
  const session = await page.createCDPSession();
  const before = page.viewport();
  // The size of text is lost with the next size of the page.
  if (height !== undefined) await page.setViewport({ width: before?.width ?? 360, height });
  await emulate(session, { scheme, isForced });
  await sizeText(session, text);
  const direction = await page.evaluate(turn, isFromRight ? 'rtl' : null);
  try {
    return await look();
  } finally {
    if (height !== undefined) await page.setViewport(before);
    await page.evaluate(turn, direction);
    await sizeText(session, 100);
    if (isForced) await emulate(session, { scheme, isForced: false });
    await session.detach();
  }
}

async function emulate(
  session: CDPSession,
  { scheme, isForced }: { scheme: string; isForced: boolean },
): Promise<void> {
  await session.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
      { name: 'forced-colors', value: isForced ? 'active' : 'none' },
    ],
  });
}

/** As by the browser's own setting: media queries in rem go by it, too. */
async function sizeText(session: CDPSession, perCent: number): Promise<void> {
  const size = (px: number): number => (px * perCent) / 100;
  await session.send('Page.setFontSizes', { fontSizes: { standard: size(16), fixed: size(13) } });
}

/** Runs in the page. Returns the direction that it had before. @param direction null: as it is */
function turn(direction: string | null): string {
  const { documentElement: root } = document;
  const before = root.dir;
  root.dir = direction ?? before;
  return before;
}
