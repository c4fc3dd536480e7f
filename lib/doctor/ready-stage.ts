import { closedFinding, isSaid, saidFinding } from './socket-problem.ts';
import type { ProbeEvent, SocketProbe } from './socket-probe.ts';
import type { Finding, TestBench } from './stage.ts';

/** ms. A client joins an ungreeted socket after 1 s; a server gives up on one that hasn't joined after 10 (P6). */
const greetingTimeout = 3_000;
const readyTimeout = 1_000;
const loadingTimeout = 5_000;

const isFrame = (event: ProbeEvent): boolean => event.kind === 'frame' && event.frame.type !== 'pong';

/** Does the server greet, and say that it is ready (P5)? */
export async function readyStage(bench: TestBench, probe: SocketProbe): Promise<Finding> {
  let isGreeted = false;
  let isLoading = false;
  for (;;) {
    const patience = isLoading ? loadingTimeout : isGreeted ? readyTimeout : greetingTimeout;
    const answer = await probe.wait(isFrame, patience);
    switch (answer.kind) {
      case 'closed':
        return closedFinding(bench, answer);
      case 'open':
      case 'aborted':
        return { outcome: 'skipped' };
      case 'silence':
        if (isLoading) return { outcome: 'warned', problem: { code: 'platform-starting' } };
        // Neither is fatal: after 1 s a client joins all the same; and of older servers some greet nobody (P44).
        return isGreeted
          ? { outcome: 'passed', note: { code: 'ready-untold' } }
          : {
              outcome: bench.profile.protocol === 'v1' ? 'passed' : 'warned',
              note: { code: 'no-greeting', ms: greetingTimeout },
            };
      case 'frame':
        if (isSaid(answer)) return refusedBy(bench, probe, answer.frame);
        if (answer.frame.type === 'ready') return { outcome: 'passed' };
        isGreeted = true;
        // Each step of its loading counts as a sign of life, up to the time in which a server wants its join.
        if (answer.frame.type === 'progress' && isLoading) continue;
        isLoading = answer.frame.type === 'progress';
        break;
      default:
        return answer satisfies never;
    }
  }
}

/** ms. P8 */
const closeTimeout = 2_000;

/** An error says more together with the close behind it (P19). */
export async function refusedBy(
  bench: TestBench,
  probe: SocketProbe,
  said: Parameters<typeof saidFinding>[1],
): Promise<Finding> {
  const close = await probe.wait(() => false, closeTimeout);
  return close.kind === 'closed' ? closedFinding(bench, close, said) : saidFinding(bench, said);
}
