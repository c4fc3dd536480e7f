import type { ReactElement } from 'react';
import { isSaneTime } from '../../lib/view/day-marks.ts';
import { english } from '../../lib/view/words/grammar.ts';

/** When it was said; nothing where what is stored can't be true. @param at epoch ms */
export function MessageTime({ at }: { at: number }): ReactElement | false {
  return (
    isSaneTime(at, Date.now()) && (
      <time className="message-time" dateTime={new Date(at).toISOString()} title={english.time(at)}>
        {english.clock(at)}
      </time>
    )
  );
}
