import type { Fate, Weather } from '../../platform/doors.ts';

/** A frame at which the line breaks. */
export interface LineBreak {
  readonly name: string;
  readonly direction: 'up' | 'down';
  readonly type: string;
  /** The how many-th of them, from 1. */
  readonly nth: number;
  readonly fate: Exclude<Fate, 'passes'>;
}

export interface Breaks {
  readonly weather: Weather;
  /** In place of one that has not happened yet. */
  arm(point: LineBreak): void;
}

/** Breaks a line at a frame, once. */
export function createBreaks(): Breaks {
  let armed: { readonly point: LineBreak; left: number } | null = null;
  return {
    arm(point) {
      armed = { point, left: point.nth };
    },
    weather(direction, type) {
      if (armed === null || armed.point.direction !== direction || armed.point.type !== type) return 'passes';
      armed.left -= 1;
      if (armed.left > 0) return 'passes';
      const { fate } = armed.point;
      armed = null;
      return fate;
    },
  };
}

const down = (type: string, nth = 1): LineBreak => ({
  name: `after ${type} ${nth}`,
  direction: 'down',
  type,
  nth,
  fate: 'passes-and-cut',
});

export const questionLost: LineBreak = {
  name: 'with the question, which is lost',
  direction: 'up',
  type: 'user_message',
  nth: 1,
  fate: 'lost-and-cut',
};

export const answerLost: LineBreak = {
  ...questionLost,
  name: 'behind the question, which arrives',
  fate: 'passes-and-cut',
};

/** Every frame of a question and its answer, in order, for an answer of so many pieces. */
export function breaksOf(pieces: number): readonly LineBreak[] {
  return [
    questionLost,
    answerLost,
    down('processing'),
    down('response_start'),
    ...Array.from({ length: pieces }, (_, index) => down('response_chunk', index + 1)),
    { ...down('response_complete'), name: 'with response_complete, which is lost', fate: 'lost-and-cut' },
    down('response_complete'),
  ];
}
