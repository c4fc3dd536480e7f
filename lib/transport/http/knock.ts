import { withTimeout, type TimeLimit } from '../../shared/with-timeout.ts';

/** ms. A server that needs longer to say anything is as good as silent. */
export const knockTimeout = 10_000;

export type Knock = 'answered' | 'no-answer' | 'too-slow';

export interface KnockOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: TimeLimit['clock'];
  readonly signal: AbortSignal;
}

/**
 * One request without headers of ours, so no preflight gets in between. A redirect is an answer, and is not followed: where
 * it leads, nobody has configured. That is why its answer has to be one that we may see: a browser follows every redirect
 * of what it hides.
 */
export function look(
  address: string,
  { fetch, clock, signal }: KnockOptions,
  /** The body is wanted, and the caller's to end. */
  isBodyWanted = false,
): Promise<Response | Exclude<Knock, 'answered'>> {
  return withTimeout({ clock, ms: knockTimeout, signal }, async (limited) => {
    try {
      const response = await fetch(address, {
        mode: 'cors',
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal: limited,
      });
      // Of no use to us; one that can't be called off any more has come to its end.
      if (!isBodyWanted) void response.body?.cancel().catch(() => undefined);
      return response;
    } catch {
      // What a browser throws says no more than this: nobody answered, or nobody may see the answer.
      return limited.aborted && !signal.aborted ? 'too-slow' : 'no-answer';
    }
  });
}

/** Whatever is answered, something is there. */
export async function knock(address: string, options: KnockOptions): Promise<Knock> {
  const seen = await look(address, options);
  return typeof seen === 'string' ? seen : 'answered';
}
