import { problemOfClose } from './socket-problem.ts';
import type { SocketProbe } from './socket-probe.ts';
import type { Finding, TestBench } from './stage.ts';

/** ms */
const pongTimeout = 5_000;

const joinFirst: Finding = { outcome: 'skipped', note: { code: 'join-needed' } };

/** Does a ping come back? Half-open connections are noticed by it (P23). */
export async function pingStage({ clock, profile }: TestBench, probe: SocketProbe): Promise<Finding> {
  const sentAt = clock.now();
  probe.send({ type: 'ping' });
  const answer = await probe.wait(
    (event) => event.kind === 'frame' && event.frame.type === 'pong',
    pongTimeout,
  );
  switch (answer.kind) {
    case 'frame':
      return { outcome: 'passed', note: { code: 'pong', ms: Math.round(clock.now() - sentAt) } };
    case 'closed':
      // 4400: it insists on `join_chat` as the first frame, which this test does not send.
      return answer.code === 4400
        ? joinFirst
        : { outcome: 'failed', problem: problemOfClose(answer, profile) };
    case 'silence':
      return { outcome: 'warned', note: { code: 'no-pong', ms: pongTimeout } };
    case 'open':
    case 'aborted':
      return { outcome: 'skipped' };
    default:
      return answer satisfies never;
  }
}
