/**
 * full: it has no room · too-large: of a temporary chat, for there is not much room for those · failed: it can't be read or
 * written now · gone: what was to be written to was deleted.
 */
export type StorageTrouble = 'full' | 'too-large' | 'failed' | 'gone';

interface StorageErrorOptions extends ErrorOptions {
  readonly message?: string;
}

/** What storage refused, by kind. `cause` is what it threw, whose words are in `message`. */
export class StorageError extends Error {
  override readonly name: string = 'StorageError';
  readonly kind: StorageTrouble;

  constructor(kind: StorageTrouble, { message = '', ...options }: StorageErrorOptions = {}) {
    super(message, options);
    this.kind = kind;
  }
}

/**
 * Does something with storage and nothing else. Rejects with a StorageError for whatever storage throws; a mistake in the
 * code on the way to it is none of storage's, and comes out as it is.
 */
export async function inStorage<Value>(job: () => Promise<Value>): Promise<Value> {
  try {
    return await job();
  } catch (error) {
    throw toStorageError(error);
  }
}

function toStorageError(thrown: unknown): unknown {
  if (thrown instanceof StorageError || isMistake(thrown)) return thrown;
  if (!(thrown instanceof Error)) return new StorageError('failed', { cause: thrown });
  const { name, message } = thrown;
  // IndexedDB and extension storage both name the full disk by a quota.
  const kind = /quota/i.test(`${name} ${message}`) ? 'full' : 'failed';
  return new StorageError(kind, { message, cause: thrown });
}

const mistakes = [TypeError, ReferenceError, RangeError, SyntaxError];

/** Storage itself throws none of these; and it is for us to store only what can be copied. */
function isMistake(thrown: unknown): boolean {
  return (
    mistakes.some((kind) => thrown instanceof kind) ||
    (thrown instanceof DOMException && thrown.name === 'DataCloneError')
  );
}
