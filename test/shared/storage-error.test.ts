import { describe, expect, it } from 'vitest';
import { inStorage, StorageError } from '../../lib/shared/storage-error.ts';
import { ConversationGone } from '../../lib/storage/conversation-gone.ts';

async function rejectionOf(thrown: unknown): Promise<unknown> {
  const outcome = await inStorage(() => Promise.reject(thrown)).then(
    () => null,
    (error: unknown) => ({ error }),
  );
  return outcome?.error;
}

describe('what storage throws', () => {
  it.each([
    ['IndexedDB that is full', new DOMException('It is full.', 'QuotaExceededError'), 'full'],
    [
      'Chrome storage that is full',
      new Error('Session storage quota bytes exceeded. Values were not stored.'),
      'full',
    ],
    ['a profile that is broken', new DOMException('Internal error.', 'UnknownError'), 'failed'],
    ['a connection that is lost', new DOMException('It is closing.', 'InvalidStateError'), 'failed'],
    ['a transaction that was aborted', new DOMException('Aborted.', 'AbortError'), 'failed'],
    ['a newer version', new DOMException('Too old.', 'VersionError'), 'failed'],
    ['something that is no error', 'quota', 'failed'],
    ['nothing', undefined, 'failed'],
  ])('of %s has its kind, and keeps its cause', async (_name, thrown, kind) => {
    const error = await rejectionOf(thrown);
    expect(error).toBeInstanceOf(StorageError);
    expect(error).toMatchObject({ name: 'StorageError', kind, cause: thrown });
    expect((error as Error).message).toBe(thrown instanceof Error ? thrown.message : '');
  });

  it.each([
    ['a StorageError', new StorageError('full')],
    ['a conversation that is gone', new ConversationGone()],
    ['a mistake in a type', new TypeError('x is undefined, not quota')],
    ['a name that is not there', new ReferenceError('x')],
    ['a number out of range', new RangeError('x')],
    ['text that is no JSON', new SyntaxError('x')],
    ['a value that can’t be copied', new DOMException('quota', 'DataCloneError')],
  ])('stays what it is: %s', async (_name, thrown) => {
    expect(await rejectionOf(thrown)).toBe(thrown);
  });

  it('is named, too, where it is thrown at once', async () => {
    const thrown = new DOMException('No storage here.', 'SecurityError');
    const job = (): Promise<never> => {
      throw thrown;
    };
    await expect(inStorage(job)).rejects.toMatchObject({ kind: 'failed', cause: thrown });
  });
});

it('what storage gives back comes out as it is', async () => {
  expect(await inStorage(() => Promise.resolve('value'))).toBe('value');
});

it('a conversation that is gone belongs to the family', () => {
  expect(new ConversationGone()).toBeInstanceOf(StorageError);
  expect(new ConversationGone()).toMatchObject({ name: 'ConversationGone', kind: 'gone' });
});
