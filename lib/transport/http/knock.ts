import { healthPath } from '../../config/platform-paths.ts';

/** ms. A server that needs longer to say anything is as good as silent. */
export const knockTimeout = 10_000;

export type Knock = 'answered' | 'no-answer' | 'too-slow';

/** One request without headers of ours, so no preflight gets in between; whatever is answered, something is there. */
export const knock = async (
  fetch: typeof globalThis.fetch,
  apiUrl: string,
  mode: 'cors' | 'no-cors',
  signal: AbortSignal,
): Promise<Knock> => {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), knockTimeout);
  try {
    const response = await fetch(`${apiUrl}${healthPath}`, {
      mode,
      // The browser allows no other redirect mode where it hides the answer.
      redirect: mode === 'cors' ? 'manual' : 'follow',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, abort.signal]),
    });
    // Of no use to us; one that can't be called off any more has come to its end.
    void response.body?.cancel().catch(() => undefined);
    return 'answered';
  } catch {
    // What a browser throws says no more than this: nobody answered, or nobody may see the answer.
    return abort.signal.aborted ? 'too-slow' : 'no-answer';
  } finally {
    clearTimeout(timer);
  }
};

/**
 * After a request that failed without an answer: whether one came that the browser keeps from us. Nobody asks to see
 * this one, so it succeeds where anything is there at all, whatever its CORS rules say to our headers.
 */
export const answersUnseen = async (
  fetch: typeof globalThis.fetch,
  apiUrl: string,
  signal: AbortSignal,
): Promise<boolean> => (await knock(fetch, apiUrl, 'no-cors', signal)) === 'answered';
