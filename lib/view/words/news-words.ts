import { pasteName } from './attached-words.ts';
import { queueWords } from './queue-words.ts';

/** Said, and shown in another way. */
export const newsWords = {
  answering: 'Assistant is answering',
  answered: 'Answer complete',
  copied: 'Copied',
  connected: 'Connected',
  offline: 'Offline',
  attached: (title: string) => `Attached: ${title || 'Untitled page'}`,
  removed: (title: string) => `Removed: ${title || 'Untitled page'}`,
  pasteRemoved: `${pasteName} removed`,
  deleted: queueWords.removed,
} as const;
