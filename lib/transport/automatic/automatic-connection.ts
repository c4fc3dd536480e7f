import type { ConnectionEnd, TransportCapabilities, TransportEvent } from '../../session/transport-event.ts';
import type { WhyNoSocket } from '../../shared/connection-way.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Connection, Transport } from '../transport.ts';
import type { SeenOfPlace } from './place-look.ts';
import {
  afterFailure,
  afterLook,
  type Course,
  type FailureFacts,
  type Move,
  type SocketFailure,
  type Try,
} from './way-choice.ts';

export interface AutomaticConnectionOptions {
  readonly course: Course;
  readonly chatId: string;
  readonly sessionId: string;
  readonly transportOf: (at: Try) => Transport;
  readonly clock: Clock;
  readonly tell: (event: TransportEvent) => void;
  readonly ended: () => void;
  readonly facts: () => Omit<FailureFacts, 'isLate'>;
  /** Counts a socket that was opened and ended before it was ready. */
  readonly dropped: () => void;
  /** Looks at REST and, where a socket was refused, at how its address answers. */
  readonly look: (how: SocketFailure, at: Try, signal: AbortSignal) => Promise<SeenOfPlace>;
  /** What was gone as v1 turned out to be v3. */
  readonly isV3After: (at: Try) => void;
  /** It is ready, and this way from now on. Returns what to do once it is over. */
  readonly settled: (at: Try, why: WhyNoSocket | null) => () => void;
}

/** ms without an open socket, after which REST is looked at: with that, and REST itself, it is ready within 5 s. */
const openWithinMs = 2500;
/** ms. One that opens by then is taken, whatever REST has answered meanwhile. */
const opensLateMs = 3500;
/** ms. The same of another path, which is there at once or not at all. */
const otherOpensWithinMs = 1500;
/** ms since the beginning, after which no other path is begun. */
const pathsWithinMs = 3500;
/** ms from the open socket, or the last word of it, to its ready: longer for one that was never seen to be v3 (P6, P8). */
const answersWithinMs = 4000;

/**
 * One connection of a way that is found by going: what is tried next follows from `way-choice.ts`. To its session it is one
 * connection. A way is left before it is ready, so nothing has been handed to it; that its line has ended is told of the one
 * that became ready, and of no other.
 */
export function createAutomaticConnection(options: AutomaticConnectionOptions): Connection {
  const { clock } = options;
  const startedAt = clock.now();
  const abandoned = new AbortController();
  const { signal } = abandoned;
  let { course } = options;
  /** Counts what was tried: of an earlier one nothing is heard any more. */
  let turn = 0;
  let inner: Connection | null = null;
  let isOpen = false;
  /** The one that became ready. */
  let carrier: number | null = null;
  let timer: unknown = null;
  let over: (() => void) | null = null;
  /** How the socket before this ended, where a look decides what follows. */
  let failure: { readonly how: SocketFailure; readonly end: ConnectionEnd | null } | null = null;
  let why: WhyNoSocket | null = null;
  let isLooking = false;

  function open(next: Course): void {
    course = next;
    turn += 1;
    isOpen = false;
    const mine = turn;
    const transport = options.transportOf(next.at);
    inner?.close();
    inner = transport.connect(
      options.chatId,
      (event) => {
        if (mine === turn && !signal.aborted) hear(event, transport.capabilities);
      },
      () => {
        if (mine === carrier) options.ended();
      },
      options.sessionId,
      () => {
        if (mine === turn && carrier === null) opened();
      },
    );
    const isFirst = mine === 1;
    if (next.at.way === 'v3') wait(isFirst ? openWithinMs : otherOpensWithinMs, () => fails('silent', null));
  }

  function wait(ms: number, then: () => void): void {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(then, ms);
  }

  function opened(): void {
    isOpen = true;
    if (course.at.way === 'v3') awaitAnswer();
  }

  /** Where v1 is no choice, the way itself knows how long to wait. */
  function awaitAnswer(): void {
    wait(answersWithinMs, () => {
      const move = afterFailure(course, 'unanswered', facts());
      if (move.do === 'try') fails('unanswered', null);
    });
  }

  function hear(event: TransportEvent, capabilities: TransportCapabilities): void {
    if (event.type === 'closed' && insistsOnV3(event.end)) {
      finish();
      return options.tell({ type: 'closed', end: unreachable });
    }
    if (carrier !== null) {
      if (event.type === 'closed') finish();
      return options.tell(event);
    }
    switch (event.type) {
      case 'ready':
        clock.clearTimeout(timer);
        carrier = turn;
        over = options.settled(course.at, why);
        return options.tell({ type: 'ready', capabilities });
      case 'progress':
        if (isOpen) awaitAnswer();
        return options.tell(event);
      case 'closed': {
        const how = failureOf(event.end, isOpen);
        if (how === 'dropped' || how === 'unanswered') options.dropped();
        return how === null || !isOfSocket() ? end(event.end) : fails(how, event.end);
      }
      default:
        return options.tell(event);
    }
  }

  /** What was taken for v1 wants `join_chat` first: it is v3, and was slow. */
  function insistsOnV3(closed: ConnectionEnd): boolean {
    const isV3 = course.at.way === 'v1' && closed.kind === 'halt' && closed.problem.code === 'join-rejected';
    if (isV3) options.isV3After(course.at);
    return isV3;
  }

  const isOfSocket = (): boolean => course.at.way === 'v3' || course.at.way === 'v1';

  const facts = (): FailureFacts => ({
    ...options.facts(),
    isLate: clock.now() - startedAt >= pathsWithinMs,
  });

  /** @param closed how the socket ended; null: it is still there, and may yet open */
  function fails(how: SocketFailure, closed: ConnectionEnd | null): void {
    failure = { how, end: closed };
    carryOut(afterFailure(course, how, facts()));
  }

  function carryOut(move: Move): void {
    switch (move.do) {
      case 'try':
        return open(move.next);
      case 'look':
        return look();
      case 'tell':
        // A socket that is still on its way ends by its own clock.
        if (failure !== null && failure.end !== null) end(failure.end);
        return;
      default:
        return move satisfies never;
    }
  }

  function look(): void {
    if (isLooking || failure === null) return;
    isLooking = true;
    const { how, at } = { how: failure.how, at: course.at };
    const mine = turn;
    void options.look(how, at, signal).then((seen) => {
      isLooking = false;
      if (signal.aborted || mine !== turn || carrier !== null || failure === null) return;
      // It has opened meanwhile.
      if (failure.how === 'silent' && isOpen) return;
      if (seen.waitMs !== null) return end({ kind: 'wait', ms: seen.waitMs });
      why = seen.why;
      const { how: was } = failure;
      const goOn = (): void =>
        carryOut(afterLook(course, was, seen.rest, { ...facts(), isHopeless: seen.isHopeless }));
      const left = startedAt + opensLateMs - clock.now();
      // It may still open, and then that is the better way.
      if (was === 'silent' && left > 0) wait(left, goOn);
      else goOn();
    });
  }

  /** Of several ways that did not become ready, the first tells most, unless the last has something to say to a person. */
  function end(last: ConnectionEnd): void {
    const said = last.kind === 'back-off' ? (failure?.end ?? last) : last;
    finish();
    options.tell({ type: 'closed', end: said });
  }

  function finish(): void {
    clock.clearTimeout(timer);
    abandoned.abort();
    over?.();
    over = null;
  }

  open(course);
  return {
    send: (message) => inner?.send(message),
    check: () => inner?.check(),
    renewToken: (isForbidden) => inner?.renewToken(isForbidden) ?? Promise.resolve('unavailable'),
    close() {
      if (signal.aborted) return;
      finish();
      inner?.close();
    },
  };
}

const unreachable: ConnectionEnd = {
  kind: 'back-off',
  problem: { code: 'server-unreachable' },
  isRefused: false,
  isShared: false,
};

/** What the end of a socket that never was ready says of the way; null: nothing, it is for the session. */
function failureOf(end: ConnectionEnd, wasOpen: boolean): SocketFailure | null {
  switch (end.kind) {
    case 'halt':
      return end.problem.code === 'join-rejected' ? 'objected' : null;
    case 'back-off': {
      const { code } = end.problem;
      if (code === 'join-rejected') return 'unanswered';
      if (end.isShared || (code !== 'server-unreachable' && code !== 'server-error')) return null;
      if (end.isRefused) return 'refused';
      return wasOpen ? 'dropped' : 'silent';
    }
    default:
      return null;
  }
}
