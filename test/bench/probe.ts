/** What a page tells of itself, in ms of its own `performance.now()`. */
export interface Probe {
  /** The composer stood there, took focus, and had been painted. */
  readonly usable: Promise<number>;
  /** The conversation held something, and had been painted: in our panel, what the background's snapshot says. */
  readonly filled: Promise<number>;
  /** Of the last Enter: when the key was pressed, by the event's own timestamp. */
  enteredAt(): number;
  /** Starts watching for the first word in what ports bring, for the last one in the conversation, and for long tasks. */
  watch(first: string, last: string): void;
  /** When the first word came through a port, before the page heard of it; null: it has not. */
  reachedAt(): number | null;
  /** When the last word had been painted. */
  painted(): Promise<number>;
  /** From each key to the paint of its letter, of all that were typed since it was last asked. */
  typed(): readonly number[];
  /** The longest task over 50 ms since `watch`; 0: there was none. */
  longestTask(): number;
}

/** The part of the extension API that the probe listens to; web pages have none. */
interface Ports {
  connect?: (...given: unknown[]) => {
    onMessage: { addListener(listener: (message: unknown) => void): void };
  };
}

declare global {
  interface Window {
    bench: Probe;
  }
  var chrome: { readonly runtime?: Ports } | undefined;
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

  const filled = new Promise<number>((done, failed) => {
    setTimeout(() => failed(new Error('the conversation stays empty')), patience);
    const look = new MutationObserver(() => {
      if (document.querySelector('[aria-label="Conversation"] > div > *') === null) return;
      look.disconnect();
      requestAnimationFrame(() => afterPaint(() => done(performance.now())));
    });
    look.observe(document, { childList: true, subtree: true });
  });
  // Where nobody waits for it, an empty conversation is none of anybody's errors.
  filled.catch(() => undefined);

  let awaited: { readonly first: string; readonly last: string } | null = null;
  let reached: number | null = null;
  const { runtime } = globalThis.chrome ?? {};
  if (runtime?.connect !== undefined) {
    const connect = runtime.connect.bind(runtime);
    runtime.connect = (...given) => {
      const port = connect(...given);
      // Before the page's own listener.
      port.onMessage.addListener((message) => {
        if (awaited === null) return;
        const at = performance.now();
        const text = JSON.stringify(message);
        // A snapshot holds earlier answers, from their first word to their last.
        if (!text.includes(awaited.first) || text.includes(awaited.last)) return;
        reached = at;
        awaited = null;
      });
      return port;
    };
  }

  let pressed = Number.NaN;
  const typed: number[] = [];
  addEventListener(
    'keydown',
    (event) => {
      pressed = event.timeStamp;
      if (event.key === 'Enter') entered = event.timeStamp;
    },
    { capture: true },
  );
  addEventListener(
    'input',
    () => {
      const at = pressed;
      requestAnimationFrame(() => afterPaint(() => typed.push(performance.now() - at)));
    },
    { capture: true },
  );

  const tasks = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });

  const holds = (node: Node, word: string): boolean => node.textContent?.includes(word) === true;

  function watch(first: string, last: string): void {
    awaited = { first, last };
    reached = null;
    const conversation = document.querySelector('[aria-label="Conversation"] > div');
    if (conversation === null) throw new Error('there is no conversation on this page');
    tasks.disconnect();
    longest = 0;
    tasks.observe({ type: 'longtask' });
    painted = new Promise((done, failed) => {
      setTimeout(() => failed(new Error(`"${last}" was never shown`)), patience);
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
          type === 'characterData' ? holds(target, last) : [...addedNodes].some((node) => holds(node, last)),
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
    filled,
    enteredAt: () => entered,
    watch,
    reachedAt: () => reached,
    painted: () => painted,
    typed: () => typed.splice(0),
    longestTask: () => longest,
  };
}
