import { healthPath } from '../../config/platform-paths.ts';
import { withTimeout, type TimeLimit } from '../../shared/with-timeout.ts';

/** ms. A server that needs longer to say anything is as good as silent. */
export const knockTimeout = 10_000;

export type Knock = 'answered' | 'no-answer' | 'too-slow';

export interface KnockOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: TimeLimit['clock'];
  readonly signal: AbortSignal;
}

/** One request without headers of ours, so no preflight gets in between; whatever is answered, something is there. */
export function knock(
  apiUrl: string,
  mode: 'cors' | 'no-cors',
  { fetch, clock, signal }: KnockOptions,
): Promise<Knock> {
  return withTimeout({ clock, ms: knockTimeout, signal }, async (limited) => {
    try {
      const response = await fetch(`${apiUrl}${healthPath}`, {
        mode,
        // The browser allows no other redirect mode where it hides the answer.
        redirect: mode === 'cors' ? 'manual' : 'follow',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal: limited,
      });
      // Of no use to us; one that can't be called off any more has come to its end.
      void response.body?.cancel().catch(() => undefined);
      return 'answered';
    } catch {
      // What a browser throws says no more than this: nobody answered, or nobody may see the answer.
      return limited.aborted && !signal.aborted ? 'too-slow' : 'no-answer';
    }
  });
}

/**
 * After a request that failed without an answer: whether one came that the browser keeps from us. Nobody asks to see
 * this one, so it succeeds where anything is there at all, whatever its CORS rules say to our headers.
 */
export async function answersUnseen(apiUrl: string, options: KnockOptions): Promise<boolean> {
  return (await knock(apiUrl, 'no-cors', options)) === 'answered';
}
