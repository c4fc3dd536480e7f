import { refusedBy } from './ready-stage.ts';
import { closedFinding, isSaid, type SaidFrame } from './socket-problem.ts';
import type { SocketProbe } from './socket-probe.ts';
import { failed, type Finding, type TestBench } from './stage.ts';
import { hostOf } from '../shared/host-of.ts';

/** ms. P8 */
const joinTimeout = 15_000;

const knowsNoChat = /chat.{0,20}(not.?found|unknown|does.?n.t exist)|no such chat/i;

/** What it says of a chat that doesn't exist, after it has looked at who asks. */
const isAboutChat = (frame: SaidFrame): boolean =>
  frame.type === 'error' && (knowsNoChat.test(frame.code ?? '') || knowsNoChat.test(frame.detail ?? ''));

/**
 * Are we let in? The test joins a chat that nobody has: the platform looks at who asks before it looks for the chat, and
 * nothing is left behind.
 */
export async function joinStage(bench: TestBench, probe: SocketProbe): Promise<Finding> {
  const { profile, tokens } = bench;
  const token = (await tokens?.accessToken()) ?? null;
  probe.send({ type: 'join', chatId: bench.newId(), tenantId: profile.tenantId, token });
  const answer = await probe.wait(
    (event) => isSaid(event) || (event.kind === 'frame' && event.frame.type === 'joined'),
    joinTimeout,
  );
  switch (answer.kind) {
    case 'frame':
      if (!isSaid(answer)) return { outcome: 'passed' };
      return isAboutChat(answer.frame)
        ? { outcome: 'passed', note: { code: 'join-made-up' } }
        : refusedBy(bench, probe, answer.frame);
    case 'closed':
      return knowsNoChat.test(answer.reason)
        ? { outcome: 'passed', note: { code: 'join-made-up' } }
        : closedFinding(bench, answer);
    case 'silence':
      return failed({ code: 'join-timeout', subject: hostOf(profile.wsUrl) }, { code: 'join-unanswered' });
    case 'open':
    case 'aborted':
      return { outcome: 'skipped' };
    default:
      return answer satisfies never;
  }
}
