import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../lib/shared/log.ts';
import { createReport } from '../../lib/shared/report.ts';
import { StorageError } from '../../lib/shared/storage-error.ts';
import { ConversationGone } from '../../lib/storage/conversation-gone.ts';

function open() {
  const logged: LogEntry[] = [];
  return { logged, report: createReport((entry) => void logged.push(entry)) };
}

const named = (name: string): Error => Object.assign(new Error('the user’s words, and token abc'), { name });

describe('what is told of something that was thrown', () => {
  it.each([
    ['storage that is full', new StorageError('full', { message: 'abc' }), 'storage-full', ['full']],
    ['storage that is broken', new StorageError('failed', { message: 'abc' }), 'storage-failed', ['failed']],
    ['a conversation that was deleted', new ConversationGone(), 'conversation-changed', []],
  ])('of %s: that, and of storage it is logged which trouble it has', (_name, error, code, troubles) => {
    const { logged, report } = open();
    expect(report(error, 'session')).toEqual({ code });
    expect(logged).toEqual(troubles.map((trouble) => ({ event: 'storage', trouble, where: 'session' })));
  });

  it.each([
    ['a mistake of ours', new TypeError('x'), 'TypeError'],
    ['a full disk that did not come through storage', named('QuotaExceededError'), 'QuotaExceededError'],
    ['an error under a name with words in it', named('my secret token'), 'unknown'],
    ['an error under an endless name', named('x'.repeat(41)), 'unknown'],
    ['an error under no name', named(''), 'unknown'],
    ['something that is no error', 'quota', 'unknown'],
    ['something that only looks like one', { name: 'TypeError' }, 'unknown'],
    ['nothing', undefined, 'unknown'],
  ])(
    'of %s: that it is our fault, logged with no more than its name and its place',
    (_name, thrown, error) => {
      const { logged, report } = open();
      expect(report(thrown, 'panel-command')).toEqual({ code: 'internal' });
      expect(logged).toEqual([{ event: 'internal', error, where: 'panel-command' }]);
    },
  );
});
