import { toProblem } from '../transport/http/failure.ts';
import { isProxyAt, lookAtProxy } from '../transport/proxy/proxy-look.ts';
import { failed, type Finding, type TestBench } from './stage.ts';

/** Is it a secure proxy, and does it list us? What it refuses to everybody tells, and changes nothing (rule R43). */
export async function proxyStage(bench: TestBench): Promise<Finding> {
  const { profile } = bench;
  if (await isProxyAt(profile.apiUrl, bench)) return { outcome: 'passed' };
  const seen = await lookAtProxy(profile.apiUrl, bench);
  const { subject = '' } = toProblem({ kind: 'wrong-path' }, profile);
  if (typeof seen !== 'string' && seen.status === 403)
    return failed({ code: 'proxy-origin-refused', subject }, undefined, 403);
  return failed({ code: 'wrong-path', subject });
}
