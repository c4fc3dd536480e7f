import { closedFinding } from './socket-problem.ts';
import type { SocketProbe } from './socket-probe.ts';
import type { Finding, TestBench } from './stage.ts';

/** ms */
const pongTimeout = 5_000;

const joinFirst: Finding = { outcome: 'skipped', note: { code: 'join-needed' } };

/**
 * Does a ping come back? Half-open connections are noticed by it (P23).
 * @param isJoined a server that keeps only those that have joined a chat hangs up on all others
 */
export async function pingStage(bench: TestBench, probe: SocketProbe, isJoined: boolean): Promise<Finding> {
  const { clock } = bench;
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
      return isJoined ? closedFinding(bench, answer) : joinFirst;
    case 'silence':
      return { outcome: 'warned', note: { code: 'no-pong', ms: pongTimeout } };
    case 'open':
    case 'aborted':
      return { outcome: 'skipped' };
    default:
      return answer satisfies never;
  }
}
