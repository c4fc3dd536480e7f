import { createPanel, type Panel } from './panel.ts';

/** The panel before anybody has said anything: what is drawn into the page at build time. */
export function createStillPanel(): Panel {
  const nothing = (): void => undefined;
  return createPanel({
    port: {
      request: () => new Promise(nothing),
      subscribe: () => nothing,
      onTrouble: () => nothing,
      close: nothing,
    },
    openOptions: nothing,
    restart: nothing,
    askAccess: () => new Promise(nothing),
  });
}
