import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react';
import { usePanel } from '../../lib/view/use-panel.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { readOn } from './read-on.ts';

/** px outside of view at which messages are loaded: they are there before somebody who scrolls is. */
const ahead = '800px 0px';

interface MoreMessagesProps {
  /** Towards the newest. */
  isLater: boolean;
  /** What the part that is read ends with: once it is another one, it is looked again whether that is near. */
  edge: string | number | undefined;
}

/** At an end of what is read: loads the next messages as somebody comes near, and by a press. */
export function MoreMessages({ isLater, edge }: MoreMessagesProps): ReactElement {
  const panel = usePanel();
  const towards = isLater ? 'later' : 'earlier';
  const button = useRef<HTMLButtonElement>(null);
  const [isLoading, setLoading] = useState(false);
  // As it is now: an observer's word comes before what has been loaded is drawn.
  const busy = useRef(false);
  const load = useCallback(async (): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    setLoading(true);
    await readOn(panel, towards);
    busy.current = false;
    setLoading(false);
  }, [panel, towards]);

  useEffect(() => {
    const element = button.current;
    if (element === null || typeof IntersectionObserver === 'undefined') return;
    const root = element.closest('.transcript');
    const seen = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void load();
      },
      { root, rootMargin: ahead },
    );
    seen.observe(element);
    return () => seen.disconnect();
  }, [edge, load]);

  return (
    <>
      <button type="button" className="button is-quiet earlier" ref={button} onClick={() => void load()}>
        {isLoading ? words.panel.earlierLoading : words.panel[towards]}
      </button>
      <p className="print-only">{words.panel.unprinted[towards]}</p>
    </>
  );
}
