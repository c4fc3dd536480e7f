import { isLoopback } from '../config/address.ts';
import { healthPath, proxyCreatePath } from '../config/platform-paths.ts';
import { knock, knockTimeout } from '../transport/http/knock.ts';
import type { Finding, TestBench } from './stage.ts';

/** Is there a server at all? Any HTTP answer will do. No headers of ours, so no preflight gets in between. */
export async function serverStage({ profile, fetch, clock, signal }: TestBench): Promise<Finding> {
  const { apiUrl } = profile;
  const { host, hostname } = new URL(apiUrl);
  const problem = { code: 'server-unreachable', subject: host } as const;

  const path = profile.protocol === 'proxy' ? proxyCreatePath : healthPath;
  const answer = await knock(`${apiUrl}${path}`, { fetch, clock, signal });
  switch (answer) {
    case 'answered':
      return { outcome: 'passed' };
    case 'too-slow':
      return { outcome: 'failed', problem, note: { code: 'no-answer', ms: knockTimeout } };
    case 'no-answer':
      // A browser gives one error for "nobody there" and "you may not read this": access tells them apart.
      return {
        outcome: 'failed',
        problem: { ...problem, origin: apiUrl },
        ...(isLoopback(hostname) && { note: { code: 'nothing-here' } }),
      };
    default:
      return answer satisfies never;
  }
}
