import type { ReactElement } from 'react';
import { dayWords } from '../../lib/view/words/day-words.ts';

interface DayMarkProps {
  /** Epoch ms of its midnight. */
  day: number;
  /** The same, of the day that it is now. */
  today: number;
}

/** Above the first message of a day. What stands in a separator is not read, so it has its words as a name. */
export function DayMark({ day, today }: DayMarkProps): ReactElement {
  const name = dayWords.name(day, today);
  return (
    <div className="day-mark" role="separator" aria-label={name}>
      {name}
    </div>
  );
}
