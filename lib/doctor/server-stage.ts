import { isLoopback } from '../config/address.ts';
import { answersUnseen, knock, knockTimeout } from '../transport/http/knock.ts';
import type { Finding, TestBench } from './stage.ts';

/** Is there a server at all? Any HTTP answer will do. No headers of ours, so no preflight gets in between. */
export async function serverStage({ profile, fetch, clock, signal }: TestBench): Promise<Finding> {
  const { apiUrl } = profile;
  const { host, hostname } = new URL(apiUrl);
  const problem = { code: 'server-unreachable', subject: host } as const;

  const answer = await knock(apiUrl, 'cors', { fetch, clock, signal });
  switch (answer) {
    case 'answered':
      return { outcome: 'passed' };
    case 'too-slow':
      return { outcome: 'failed', problem, note: { code: 'no-answer', ms: knockTimeout } };
    case 'no-answer':
      // A browser gives one error for "nobody there" and "you may not read this". The second answers to a
      // request whose answer we do not ask to see.
      if (!signal.aborted && (await answersUnseen(apiUrl, { fetch, clock, signal }))) {
        return { outcome: 'failed', problem: { code: 'extension-blocked', subject: host, origin: apiUrl } };
      }
      return isLoopback(hostname)
        ? { outcome: 'failed', problem, note: { code: 'nothing-here' } }
        : { outcome: 'failed', problem };
    default:
      return answer satisfies never;
  }
}
