/** What a page tells of itself, in ms of its own `performance.now()`. */
export interface Probe {
  /** The composer stood there, took focus, and had been painted. */
  readonly usable: Promise<number>;
  /** Of the last Enter: when the key was pressed, by the event's own timestamp. */
  enteredAt(): number;
  /** Starts watching for the word in the conversation and for long tasks. */
  watch(word: string): void;
  /** When the word that is watched for had been painted. */
  painted(): Promise<number>;
  /** The longest task over 50 ms since `watch`; 0: there was none. */
  longestTask(): number;
}

declare global {
  interface Window {
    bench: Probe;
  }
}

/**
 * Runs in every page before its own scripts, the same in all contenders. It is sent as source text, so it can use
 * nothing from outside.
 */
export function installProbe(): void {
  let entered = Number.NaN;
  let longest = 0;
  /** ms. For hangs only: the longest answer takes 10 s. */
  const patience = 60_000;
  let painted: Promise<number> = Promise.reject(new Error('nothing is watched for'));
  painted.catch(() => undefined);

  /** Runs after the frame that is being made, or is made next, was painted. */
  const afterPaint = (callback: () => void): void => {
    const channel = new MessageChannel();
    channel.port1.addEventListener('message', callback, { once: true });
    channel.port1.start();
    channel.port2.postMessage(null);
  };

  const usable = new Promise<number>((done, failed) => {
    setTimeout(() => failed(new Error('there is no composer')), patience);
    const look = new MutationObserver(() => {
      const box = document.querySelector('textarea');
      if (box === null || box.disabled || box.readOnly) return;
      look.disconnect();
      requestAnimationFrame(() =>
        afterPaint(() => {
          const now = performance.now();
          const [first] = performance.getEntriesByType('paint');
          box.focus();
          if (document.activeElement !== box) failed(new Error('the composer takes no focus'));
          done(Math.max(now, first?.startTime ?? 0));
        }),
      );
    });
    look.observe(document, { childList: true, subtree: true });
  });

  addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Enter') entered = event.timeStamp;
    },
    { capture: true },
  );

  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });

  const holds = (node: Node, word: string): boolean => node.textContent?.includes(word) === true;

  function watch(word: string): void {
    const conversation = document.querySelector('[aria-label="Conversation"] > div');
    if (conversation === null) throw new Error('there is no conversation on this page');
    tasks.disconnect();
    longest = 0;
    tasks.observe({ type: 'longtask' });
    painted = new Promise((done, failed) => {
      setTimeout(() => failed(new Error(`"${word}" was never shown`)), patience);
      let isThere = false;
      // Whichever is first: the word's paragraph changed the height, which is told before the paint; or a whole frame later.
      const end = (): void =>
        afterPaint(() => {
          sizes.disconnect();
          done(performance.now());
        });
      const sizes = new ResizeObserver(() => {
        if (isThere) end();
      });
      const changes = new MutationObserver((records) => {
        const came = records.some(({ type, target, addedNodes }) =>
          type === 'characterData' ? holds(target, word) : [...addedNodes].some((node) => holds(node, word)),
        );
        if (!came) return;
        changes.disconnect();
        isThere = true;
        requestAnimationFrame(end);
      });
      sizes.observe(conversation);
      changes.observe(conversation, { childList: true, characterData: true, subtree: true });
    });
  }

  window.bench = {
    usable,
    enteredAt: () => entered,
    watch,
    painted: () => painted,
    longestTask: () => longest,
  };
}
