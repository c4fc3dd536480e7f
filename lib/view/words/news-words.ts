import { english } from './grammar.ts';
import { pasteName } from './attached-words.ts';
import { queueWords } from './queue-words.ts';

/** Seconds. Under these no number is worth the time that it takes to hear it. */
const trivial = 3;

const inSeconds = {
  one: 'Rate limit: too many messages in a short time. Going on in # second',
  other: 'Rate limit: too many messages in a short time. Going on in # seconds',
};
const inMinutes = {
  one: 'Rate limit: too many messages in a short time. Going on in # minute',
  other: 'Rate limit: too many messages in a short time. Going on in # minutes',
};

/** Said, and shown in another way. */
export const newsWords = {
  answering: 'Assistant is answering',
  answered: 'Answer complete',
  copied: 'Copied',
  connected: 'Connected',
  offline: 'Offline',
  /** The status counts them down, in silence. */
  limited(seconds: number): string {
    if (seconds < trivial) return 'Rate limit: too many messages in a short time. Going on in a moment';
    const isLong = seconds >= 120;
    return english.plural(isLong ? Math.ceil(seconds / 60) : seconds, isLong ? inMinutes : inSeconds);
  },
  attached: (title: string) => `Attached: ${title || 'Untitled page'}`,
  removed: (title: string) => `Removed: ${title || 'Untitled page'}`,
  pasteRemoved: `${pasteName} removed`,
  deleted: queueWords.removed,
} as const;
