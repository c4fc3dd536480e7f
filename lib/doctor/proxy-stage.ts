import { isProxyAt } from '../transport/proxy/proxy-look.ts';
import { toProblem } from '../transport/http/failure.ts';
import type { Finding, TestBench } from './stage.ts';

/** Is it a secure proxy? What it refuses to everybody tells, and changes nothing (rule R43). */
export async function proxyStage({ profile, fetch, clock, signal }: TestBench): Promise<Finding> {
  if (await isProxyAt(profile.apiUrl, { fetch, clock, signal })) return { outcome: 'passed' };
  return { outcome: 'failed', problem: toProblem({ kind: 'wrong-path' }, profile) };
}
