import { useEffect, useRef, useState, type ReactElement } from 'react';
import { words } from '../../lib/view/words/panel-words.ts';

/** px outside of view at which messages are loaded: they are there before somebody who scrolls is. */
const ahead = '800px 0px';

interface MoreMessagesProps {
  name: string;
  /** What the part that is read ends with: once it is another one, it is looked again whether that is near. */
  edge: string | number | undefined;
  load: () => Promise<void>;
}

/** At an end of what is read: loads the next messages as somebody comes near, and by a press. */
export function MoreMessages({ name, edge, load }: MoreMessagesProps): ReactElement {
  const button = useRef<HTMLButtonElement>(null);
  const [isLoading, setLoading] = useState(false);
  // As it is now: an observer's word comes before what has been loaded is drawn.
  const busy = useRef(false);
  const run = (): void => {
    if (busy.current) return;
    busy.current = true;
    setLoading(true);
    void load().finally(() => {
      busy.current = false;
      setLoading(false);
    });
  };
  const latest = useRef(run);
  useEffect(() => void (latest.current = run));

  useEffect(() => {
    const element = button.current;
    if (element === null || typeof IntersectionObserver === 'undefined') return;
    const root = element.closest('.transcript');
    const seen = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current();
      },
      { root, rootMargin: ahead },
    );
    seen.observe(element);
    return () => seen.disconnect();
  }, [edge]);

  return (
    <button type="button" className="button is-quiet earlier" ref={button} onClick={run}>
      {isLoading ? words.panel.earlierLoading : name}
    </button>
  );
}
