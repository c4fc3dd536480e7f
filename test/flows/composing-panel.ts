import { setImmediate } from 'node:timers/promises';
import { replies } from '../doubles/replies.ts';
import { createPagePort } from '../../lib/messaging/page-port.ts';
import { takeHandOff } from '../../lib/view/hand-off.ts';
import { createPanel, type Panel } from '../../lib/view/panel.ts';
import type { Flow } from './harness.ts';
import { pageUrls } from './worker.ts';

/** The panel's own state and composer, without its components. */
export interface ComposingPanel {
  readonly panel: Panel;
  /** What stands in the composer. */
  text(): string;
  /** How often words were put into the composer. */
  placed(): number;
  /** As its window does. */
  close(): void;
}

export function openComposingPanel(flow: Flow, windowId = 1): ComposingPanel {
  const port = createPagePort({
    connect: () => flow.startWorker().connect('panel', pageUrls.panel),
    async greeting() {
      await setImmediate();
      return { type: 'panel/open', windowId };
    },
    replies,
    setTimeout: (callback, ms) => flow.clock.setTimeout(callback, ms),
    clearTimeout: (handle) => flow.clock.clearTimeout(handle),
  });
  const panel = createPanel({
    port,
    openOptions: () => undefined,
    restart: () => undefined,
    askAccess: () => Promise.resolve(false),
    frame: () => () => undefined,
  });
  let placed = 0;
  port.subscribe((push) => {
    if (push.type === 'hand-off') void takeHandOff(panel, push.handOff, () => void (placed += 1));
  });
  return {
    panel,
    text: () => panel.draft.state().text,
    placed: () => placed,
    close() {
      panel.close();
      port.close();
    },
  };
}
