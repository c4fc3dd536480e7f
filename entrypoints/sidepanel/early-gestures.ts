/** What a person did on the page that the build has drawn, before React was there to hear it. */
export interface EarlyGestures {
  /** Does it now, in order, and listens no more; Enter as soon as it is known what that means. */
  replay(askEnter: AskEnter): void;
}

/** Tells whether that press of Enter sends, once the person's choice is known. */
export type AskEnter = (press: KeyboardEvent, tell: (sends: boolean) => void) => void;

/** Keeps presses of buttons and of Enter; typing needs no help, since React takes the box over with what stands in it. */
export function keepEarlyGestures(root: HTMLElement): EarlyGestures {
  const kept: ((askEnter: AskEnter) => void)[] = [];
  const listening = new AbortController();
  // Before React's own listeners on the same element, which would hear half of it.
  const options = { capture: true, signal: listening.signal };

  function keep(event: Event, again: (askEnter: AskEnter) => void): void {
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
      const { value } = target;
      keep(event, (askEnter) =>
        askEnter(event, (sends) => {
          // Who has written on meanwhile presses Enter again: what nobody has seen whole is not sent.
          if (target.value !== value) return;
          if (sends) target.form?.requestSubmit();
          else breakLine(target);
        }),
      );
    },
    options,
  );

  return {
    replay(askEnter) {
      listening.abort();
      for (const again of kept) again(askEnter);
    },
  };
}

/** As the browser would have done. */
function breakLine(box: HTMLTextAreaElement): void {
  box.setRangeText('\n', box.selectionStart, box.selectionEnd, 'end');
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
