import type { SiteAccess } from '../../lib/shared/site-access.ts';

export interface FakeSiteAccess extends SiteAccess {
  /** Origins that were asked for, oldest first. */
  readonly asked: string[];
  /** What a person does in the browser's own settings. */
  change(patterns: readonly string[]): void;
}

/** A browser, and a person in front of it who says that to each question of it. */
export function createFakeSiteAccess(
  given: readonly string[] = [],
  answer: 'yes' | 'no' = 'yes',
): FakeSiteAccess {
  let patterns = given;
  const asked: string[] = [];
  const listeners = new Set<() => void>();
  function change(next: readonly string[]): void {
    patterns = next;
    for (const listener of listeners) listener();
  }
  return {
    asked,
    change,
    allowed: async () => patterns,
    has: async (origin) => patterns.includes(`${origin}/*`),
    async request(origin) {
      asked.push(origin);
      if (answer === 'yes' && !patterns.includes(`${origin}/*`)) change([...patterns, `${origin}/*`]);
      return answer === 'yes';
    },
    async withdraw(pattern) {
      // What an organisation has granted can't be taken back.
      if (pattern.includes('granted-by-policy')) return false;
      change(patterns.filter((one) => one !== pattern));
      return true;
    },
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
