import { readClaims } from '../auth/jwt.ts';
import { missingScope } from '../auth/scopes.ts';
import { isOfOtherTenant } from '../auth/sign-in.ts';
import { apiPrefix } from '../config/platform-paths.ts';
import { toProblem } from '../transport/http/failure.ts';
import { failed, type Finding, type TestBench } from './stage.ts';

/** Who are we to the platform, and may we write in a chat? To be signed out is a valid answer. */
export async function accountStage({ tokens, profile, send, signal }: TestBench): Promise<Finding> {
  if (tokens === null) return { outcome: 'warned', note: { code: 'elsewhere-signed-in' } };
  const token = await tokens.accessToken();
  if (token === null)
    return (await tokens.hasEnded())
      ? failed({ code: 'sign-in-needed' }, { code: 'sign-in-ended' })
      : { outcome: 'passed', note: { code: 'signed-out' } };
  const claims = readClaims(token);
  if (isOfOtherTenant(claims, profile)) return failed({ code: 'tenant-mismatch', subject: profile.tenantId });
  const lacking = ['chat:create', 'chat:send'].find((scope) => missingScope(claims, scope));
  if (lacking !== undefined) return failed({ code: 'scope-missing', subject: lacking });

  const me = await send({ method: 'GET', path: `${apiPrefix}/auth/me`, signal });
  if (me.ok) return { outcome: 'passed' };
  const problem = toProblem(me.failure, profile);
  switch (me.failure.kind) {
    case 'starting':
      return { outcome: 'warned', problem };
    // Tokens of an organisation's own provider may be all that such a deployment knows of accounts.
    case 'wrong-path':
    case 'not-found':
      return { outcome: 'warned', note: { code: 'accounts-untold' } };
    default:
      return failed(problem);
  }
}
