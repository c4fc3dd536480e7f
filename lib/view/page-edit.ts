/** Typing pauses this long, ms, before the background is told. */
const editDelay = 400;

/** Changes of an attached page's text on their way to the background. */
export interface PageEdit {
  type(text: string): void;
  /** Tells now what waits to be told: what was on screen when the preview closes is what is sent. */
  flush(): void;
  /** The background has changed it: what was typed was told before. */
  renew(text: string): void;
}

export function createPageEdit(stored: string, save: (text: string) => void): PageEdit {
  let told = stored;
  let text = stored;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    clearTimeout(timer);
    if (text === told) return;
    told = text;
    save(text);
  }

  return {
    type(next) {
      text = next;
      clearTimeout(timer);
      timer = setTimeout(flush, editDelay);
    },
    flush,
    renew(next) {
      text = next;
      told = next;
    },
  };
}
