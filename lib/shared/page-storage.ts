type StorageName = 'localStorage' | 'sessionStorage';

/** What a page keeps for itself under that key; null: nothing, or its browser denies it storage. Never throws. */
export function readKept(name: StorageName, key: string): string | null {
  try {
    return storageOf(name).getItem(key);
  } catch {
    // Denied: as if nothing had been kept.
    return null;
  }
}

/** Keeps it. Where the browser denies storage, or it is full, nothing is kept. Never throws. */
export function keepForPage(name: StorageName, key: string, value: string): void {
  try {
    storageOf(name).setItem(key, value);
  } catch {
    // What was asked for goes on without it.
  }
}

/** Throws in a browser that denies it. */
function storageOf(name: StorageName): Storage {
  return name === 'localStorage' ? localStorage : sessionStorage;
}
