import { isLoopback } from '../config/address.ts';
import { healthPath } from '../config/platform-paths.ts';
import type { Finding, TestBench } from './stage.ts';

/** ms */
const answerTimeout = 10_000;

type Answer = 'answered' | 'no-answer' | 'too-slow';

const knock = async (
  { fetch, signal }: TestBench,
  url: string,
  mode: 'cors' | 'no-cors',
): Promise<Answer> => {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), answerTimeout);
  try {
    const response = await fetch(url, {
      mode,
      // The browser allows no other redirect mode where it hides the answer.
      redirect: mode === 'cors' ? 'manual' : 'follow',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, abort.signal]),
    });
    void response.body?.cancel().catch(() => undefined);
    return 'answered';
  } catch {
    return abort.signal.aborted ? 'too-slow' : 'no-answer';
  } finally {
    clearTimeout(timer);
  }
};

/** Is there a server at all? Any HTTP answer will do. No headers of ours, so no preflight gets in between. */
export const serverStage = async (bench: TestBench): Promise<Finding> => {
  const { apiUrl } = bench.profile;
  const url = `${apiUrl}${healthPath}`;
  const { host, hostname } = new URL(apiUrl);
  const problem = { code: 'server-unreachable', subject: host } as const;

  const answer = await knock(bench, url, 'cors');
  switch (answer) {
    case 'answered':
      return { outcome: 'passed' };
    case 'too-slow':
      return { outcome: 'failed', problem, note: `No answer within ${answerTimeout / 1000} s.` };
    case 'no-answer':
      // A browser gives one error for "nobody there" and "you may not read this". The second answers to a
      // request whose answer we do not ask to see.
      if (!bench.signal.aborted && (await knock(bench, url, 'no-cors')) === 'answered') {
        return {
          outcome: 'failed',
          problem,
          note: 'The server is there, but does not admit this extension (CORS).',
        };
      }
      return isLoopback(hostname)
        ? { outcome: 'failed', problem, note: 'Nothing answers on this computer. Is the platform running?' }
        : { outcome: 'failed', problem };
    default:
      return answer satisfies never;
  }
};
