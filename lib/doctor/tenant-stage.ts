import type { TenantDescription } from '../protocol/rest/tenant.ts';
import { toProblem } from '../transport/http/failure.ts';
import { failed, type Finding, type TestBench } from './stage.ts';

/** Does the server know the tenant, and admit us to it? */
export async function tenantStage({ rest, profile, signal }: TestBench): Promise<Finding> {
  const known = await rest.readTenant(profile.tenantId, signal);
  if (known.ok) return described(known.value);
  const problem = toProblem(known.failure, profile);
  // No fault (R8): it is there in a moment.
  if (known.failure.kind === 'starting') return { outcome: 'warned', problem };
  // Deployments without this call exist, and chat all the same.
  return known.failure.kind === 'wrong-path' || known.failure.kind === 'unexpected-body'
    ? { outcome: 'warned', problem, note: { code: 'tenants-untold' } }
    : failed(problem);
}

function described({ status, plan, limits }: TenantDescription): Finding {
  const facts = [
    ...Object.entries({ status, plan }).flatMap(([name, value]) =>
      value === undefined ? [] : { name, value },
    ),
    ...limits.map(([name, most]) => ({ name, value: String(most) })),
  ];
  if (facts.length === 0) return { outcome: 'passed' };
  return status === undefined || status.toLowerCase() === 'active'
    ? { outcome: 'passed', note: { code: 'tenant-told', facts } }
    : { outcome: 'warned', note: { code: 'tenant-inactive', facts } };
}
