import { toProblem } from '../transport/http/failure.ts';
import type { Finding, TestBench } from './stage.ts';

/** Does the server know the tenant, and admit us to it? */
export async function tenantStage({ rest, profile, signal }: TestBench): Promise<Finding> {
  const known = await rest.checkTenant(profile.tenantId, signal);
  if (known.ok) return { outcome: 'passed' };
  const problem = toProblem(known.failure, profile);
  // No fault (R8): it is there in a moment.
  if (known.failure.kind === 'starting') return { outcome: 'warned', problem };
  // Deployments without this call exist, and chat all the same.
  return known.failure.kind === 'wrong-path' || known.failure.kind === 'unexpected-body'
    ? { outcome: 'warned', problem, note: { code: 'tenants-untold' } }
    : { outcome: 'failed', problem };
}
