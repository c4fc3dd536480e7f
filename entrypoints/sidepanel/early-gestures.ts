/** What a person did on the page that the build has drawn, before React was there to hear it. */
export interface EarlyGestures {
  /** Does it now, in order, and listens no more. */
  replay(): void;
}

/** Keeps presses of buttons and of Enter; typing needs no help, since React takes the box over with what stands in it. */
export function keepEarlyGestures(root: HTMLElement): EarlyGestures {
  const kept: (() => void)[] = [];
  const listening = new AbortController();
  // Before React's own listeners on the same element, which would hear half of it.
  const options = { capture: true, signal: listening.signal };

  function keep(event: Event, again: () => void): void {
    event.preventDefault();
    event.stopImmediatePropagation();
    kept.push(again);
  }

  root.addEventListener(
    'click',
    (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      if (button !== null) keep(event, () => button.click());
    },
    options,
  );
  root.addEventListener(
    'keydown',
    (event) => {
      const { key, shiftKey, isComposing, target } = event;
      if (key !== 'Enter' || shiftKey || isComposing || !(target instanceof HTMLTextAreaElement)) return;
      keep(event, () => target.form?.requestSubmit());
    },
    options,
  );

  return {
    replay() {
      listening.abort();
      for (const again of kept) again();
    },
  };
}
