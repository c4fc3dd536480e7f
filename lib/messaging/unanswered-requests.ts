import type { Problem } from '../shared/problem.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { CommandReply } from './command-row.ts';
import type { Reply, Request } from './contract.ts';

/** What a page asks for, and what its end of the port has to know of it. */
export interface Asking<Value> {
  readonly command: Request['command'];
  readonly reply: CommandReply<Value>;
  /** Told once how the request ended; never, where it was a greeting and its port died. */
  readonly settle?: (result: Result<Value, Problem>) => void;
}

/** A page's requests from their number to their reply, over as many ports as that takes. */
export interface UnansweredRequests {
  /** Posts it as soon as the port is greeted. */
  ask<Value>(asking: Asking<Value>): void;
  /** A new port: nothing is posted before its greeting, and the greeting of the port before is void. */
  hold(): void;
  /** Posts the greeting, where there is one, and then all that waits. */
  release<Value>(greeting: Asking<Value> | null): void;
  /**
   * A reply that nobody waits for is ignored: a command sent twice is answered twice. A value of another shape than the
   * command's reply has is a fault of ours.
   */
  settle(reply: Reply): void;
  /** Whether one waits to which a live background replies at once. */
  isReplyDue(): boolean;
  /** All that waits fails with this, and so does all that is asked from now on. */
  close(problem: Problem): void;
}

interface UnansweredRequestsOptions {
  /** false: there is no port to post on. */
  readonly post: (request: Request) => boolean;
  /** The conversation on screen; null before the first snapshot. */
  readonly about: () => string | null;
}

interface Waiting {
  readonly command: Request['command'];
  /** On screen when it was asked. */
  readonly about: string | null;
  readonly isSlow: boolean;
  wasPosted: boolean;
  /** With the value of its reply. */
  done(value: unknown): void;
  failed(problem: Problem): void;
}

export function createUnansweredRequests(options: UnansweredRequestsOptions): UnansweredRequests {
  const waiting = new Map<number, Waiting>();
  let nextRequest = 1;
  let greetingId: number | null = null;
  /** What is asked before the greeting waits for it: the background would not know yet which window asks. */
  let isHeld = true;
  let closedBy: Problem | null = null;

  function ask<Value>({ command, reply, settle = () => undefined }: Asking<Value>): number {
    const requestId = nextRequest;
    nextRequest += 1;
    const asked: Waiting = {
      command,
      about: options.about(),
      isSlow: reply.isSlow === true,
      wasPosted: false,
      done(value) {
        const read = reply.shape.safeParse(value);
        settle(read.success ? ok(read.data) : fail({ code: 'internal' }));
      },
      failed: (problem) => settle(fail(problem)),
    };
    if (closedBy === null) {
      waiting.set(requestId, asked);
      post(requestId, asked);
    } else asked.failed(closedBy);
    return requestId;
  }

  function post(requestId: number, asking: Waiting): void {
    if (isHeld) return;
    const { command, about, wasPosted } = asking;
    const isPosted = options.post({
      requestId,
      command,
      ...(about === null ? {} : { about }),
      ...(wasPosted ? { again: true } : {}),
    });
    if (isPosted) asking.wasPosted = true;
  }

  return {
    ask,
    hold() {
      isHeld = true;
      if (greetingId !== null) waiting.delete(greetingId);
    },
    release(greeting) {
      isHeld = false;
      const asked = [...waiting];
      if (greeting !== null) greetingId = ask(greeting);
      for (const [requestId, asking] of asked) post(requestId, asking);
    },
    settle(reply) {
      const found = waiting.get(reply.requestId);
      waiting.delete(reply.requestId);
      if (reply.problem === undefined) found?.done(reply.value);
      else found?.failed(reply.problem);
    },
    isReplyDue: () => [...waiting.values()].some(({ isSlow }) => !isSlow),
    close(problem) {
      closedBy = problem;
      for (const asked of waiting.values()) asked.failed(problem);
      waiting.clear();
    },
  };
}
