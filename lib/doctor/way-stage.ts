import { isProxyAt } from '../transport/proxy/proxy-look.ts';
import { pause } from '../shared/pause.ts';
import { failed, type Finding, type TestBench } from './stage.ts';
import { problemOfEnd, type WayTold } from './test-way.ts';

/** ms */
const readyTimeout = 30_000;

/** What has become of it first; null: nothing in time. Lets go of it, whatever comes. */
export async function firstTold(
  { way, clock, signal }: TestBench,
  { chatId, sessionId, timeout }: { chatId: string | null; sessionId: string; timeout: number },
  settles: (told: WayTold, send: ReturnType<TestBench['way']['connect']>['send']) => boolean,
): Promise<WayTold | null> {
  const over = new AbortController();
  let found: WayTold | null = null;
  const connection = way.connect(
    chatId,
    (told) => {
      if (found !== null || !settles(told, connection.send)) return;
      found = told;
      over.abort();
    },
    () => undefined,
    sessionId,
  );
  await pause(clock, timeout, AbortSignal.any([signal, over.signal]));
  connection.close();
  return found;
}

/** Of *automatic*: which way does it come to? It is gone to where a chat would be joined, of which there is none. */
export async function wayStage(bench: TestBench): Promise<Finding> {
  const { way, newId } = bench;
  const asked = { chatId: newId(), sessionId: newId(), timeout: readyTimeout };
  const told = await firstTold(bench, asked, ({ type }) => type === 'ready' || type === 'closed');
  const isThere = told?.type === 'ready' || (told?.type === 'closed' && told.end.kind === 'chat-gone');
  const inUse = way.inUse();
  if (isThere && inUse !== null) return { outcome: 'passed', note: { code: 'way', way: inUse.way } };
  if (await isProxyAt(bench.profile.apiUrl, bench))
    return { outcome: 'passed', note: { code: 'way', way: 'proxy' } };
  return failed(told?.type === 'closed' ? problemOfEnd(told.end) : { code: 'server-unreachable' }, {
    code: 'no-way',
  });
}
