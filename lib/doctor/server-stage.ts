import { isLoopback } from '../config/address.ts';
import { proxyCreatePath } from '../config/platform-paths.ts';
import type { SilentCause } from '../messaging/test-note.ts';
import { knockTimeout, look } from '../transport/http/knock.ts';
import { socketAt } from './socket-at.ts';
import { failed, type Finding, type TestBench } from './stage.ts';

/** ms */
const comparisonTimeout = 3_000;

/** RFC 6761: nobody is ever called so. */
const reservedName = /(^|\.)(invalid|example)$/i;
const address = /^[\d.]+$|^\[/;

/**
 * Is there a server at all? Any HTTP answer will do. No headers of ours, so no preflight gets in between. Where none comes,
 * what a browser can know is compared: it tells the same error for all causes, and says why in a tab of its own only.
 */
export async function serverStage(bench: TestBench): Promise<Finding> {
  const { apiUrl } = bench.profile;
  const { host, hostname, protocol } = new URL(apiUrl);
  const problem = { code: 'server-unreachable', subject: host } as const;
  const isHere = isLoopback(hostname);

  const path = bench.profile.protocol === 'proxy' ? proxyCreatePath : bench.profile.healthPath;
  const seen = await look(`${apiUrl}${path}`, bench);
  if (seen === 'too-slow') return failed(problem, { code: 'no-answer', ms: knockTimeout });
  if (seen !== 'no-answer') return answered(bench, seen, host);

  if (!isHere && !bench.isOnline()) return failed(problem, { code: 'offline' });
  if (reservedName.test(hostname)) return failed(problem, { code: 'name-reserved' });
  const [hasAccess, isThere] = await Promise.all([bench.hasAccess(apiUrl), opensSocket(bench)]);
  if (isThere && hasAccess)
    return failed({ code: 'extension-blocked', subject: host }, { code: 'administration' });
  if (isThere)
    return failed({ code: 'extension-blocked', subject: host, origin: apiUrl }, { code: 'socket-answers' });
  const offered = hasAccess ? problem : { ...problem, origin: apiUrl };
  const isSecure = protocol === 'https:';
  if (isHere && !isSecure && !hasAccess) return failed(offered, { code: 'nothing-here' });
  const causes: SilentCause[] = ['down'];
  if (!isHere && !address.test(hostname)) causes.push('name');
  if (isSecure) causes.push('certificate');
  if (!hasAccess) causes.push('cors');
  return failed(offered, causes.length > 1 ? { code: 'no-way-in', causes } : { code: 'nothing-listens' });
}

async function answered(bench: TestBench, seen: Response, host: string): Promise<Finding> {
  const { status, type, headers } = seen;
  if (type === 'opaqueredirect' || (status >= 300 && status < 400))
    return { outcome: 'warned', note: { code: 'redirected' } };
  if (status === 511)
    return failed({ code: 'unexpected-reply', subject: host }, { code: 'network-login' }, status);
  if (seen.ok && headers.get('Content-Type')?.startsWith('text/html') === true)
    return { outcome: 'warned', note: { code: 'web-page' }, status };
  // With access the browser asks no server's leave; where it does all the same, somebody has taken the access away.
  if (type === 'cors' && (await bench.hasAccess(bench.profile.apiUrl)))
    return { outcome: 'warned', note: { code: 'administration' }, status };
  return { outcome: 'passed', status };
}

/** No server has to let anybody in for that (CORS): where it opens, there is one, with a good name and a good certificate. */
async function opensSocket(bench: TestBench): Promise<boolean> {
  const { wsUrl, apiUrl, protocol } = bench.profile;
  if (protocol === 'proxy' || new URL(wsUrl).host !== new URL(apiUrl).host) return false;
  const probe = socketAt(bench, wsUrl);
  const answer = await probe.wait(({ kind }) => kind === 'open', comparisonTimeout);
  probe.close();
  return answer.kind === 'open';
}
