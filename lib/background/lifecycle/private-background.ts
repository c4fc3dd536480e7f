import type { Background } from '../background-shape.ts';

/**
 * The background of private windows, where one worker serves all windows (Firefox): a second one beside the ordinary, over
 * storage that is in memory alone. It knows nothing of the ordinary one, nor that of it (law 9).
 */
export interface PrivateBackground {
  /** Made for the first who asks, and again after the last private window was closed. */
  current(): Pick<Background, 'connected' | 'pageOffered' | 'hasPanelIn' | 'handedOff'>;
  /** As of `Background`; there may be none. */
  onlineChanged(online: boolean): void;
  networkChanged(): void;
}

export interface PrivateBackgroundOptions {
  readonly make: () => Background;
  /** Keeps the worker awake until the returned function is called: with it, all that is in memory would go. */
  readonly stayAwake: () => () => void;
  /** Calls back once, when no private window is open any more. */
  readonly onWindowsGone: (callback: () => void) => void;
}

export function createPrivateBackground(options: PrivateBackgroundOptions): PrivateBackground {
  let made: Background | null = null;

  function make(): Background {
    const background = options.make();
    const sleep = options.stayAwake();
    options.onWindowsGone(() => {
      made = null;
      sleep();
      void background.end();
    });
    return background;
  }

  return {
    current() {
      made ??= make();
      return made;
    },
    onlineChanged: (online) => made?.onlineChanged(online),
    networkChanged: () => made?.networkChanged(),
  };
}
