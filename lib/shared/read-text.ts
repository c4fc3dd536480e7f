import type { TimeLimit } from './with-timeout.ts';
import { fail, ok, type Result } from './result.ts';

export interface ReadTextOptions {
  /** Bytes. */
  readonly limit: number;
  /** ms for the whole body. */
  readonly timeout: number;
  readonly clock: TimeLimit['clock'];
  readonly signal: AbortSignal;
}

/** The body of a response, unless it is too long, too slow, or no longer wanted (rule R13). Never rejects. */
export async function readText(
  response: Response,
  { limit, timeout, clock, signal }: ReadTextOptions,
): Promise<Result<string, 'too-long' | 'timeout' | 'aborted' | 'network'>> {
  const reader = response.body?.getReader();
  if (reader === undefined) return ok('');

  const ended = new AbortController();
  let timer: unknown;
  const interruption = new Promise<'timeout' | 'aborted'>((resolve) => {
    timer = clock.setTimeout(() => resolve('timeout'), timeout);
    if (signal.aborted) resolve('aborted');
    else signal.addEventListener('abort', () => resolve('aborted'), { once: true, signal: ended.signal });
  });
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    // Counted while reading: Content-Length is the server's claim, and says nothing about what is compressed.
    for (;;) {
      const step = await Promise.race([interruption, reader.read()]);
      if (typeof step === 'string') return fail(step);
      if (step.done) return ok(text + decoder.decode());
      bytes += step.value.byteLength;
      if (bytes > limit) return fail('too-long');
      text += decoder.decode(step.value, { stream: true });
    }
  } catch {
    // The line broke, or whoever asked has left: reading throws nothing else.
    return fail(signal.aborted ? 'aborted' : 'network');
  } finally {
    clock.clearTimeout(timer);
    ended.abort();
    void reader.cancel().catch(() => undefined); // ends the download; of one that has ended, nothing
  }
}
