import type { Command, PortName } from '../messaging/contract.ts';
import { createPagePort, type PagePort } from '../messaging/page-port.ts';
import { browser } from './browser.ts';
import { systemClock } from './system-clock.ts';

/** The background as a page of ours reaches it. A panel greets with its window, and so gets its snapshot; after the worker died, again. */
export function openPagePort(name: PortName): PagePort {
  return createPagePort({
    connect: () => browser.runtime.connect({ name }),
    greeting: name === 'panel' ? panelGreeting : null,
    setTimeout: systemClock.setTimeout,
    clearTimeout: systemClock.clearTimeout,
  });
}

async function panelGreeting(): Promise<Command> {
  try {
    const { id } = await browser.windows.getCurrent();
    return { type: 'panel/open', ...(id === undefined ? {} : { windowId: id }) };
  } catch {
    return { type: 'panel/open' };
  }
}
