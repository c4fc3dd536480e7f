import type { Problem } from '../shared/problem.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { Command, Push, Request } from './contract.ts';

/** Told once how the request ended; never, where it was a greeting and its port died. */
export type Settle = (result: Result<unknown, Problem>) => void;

/** A page's requests from their number to their reply, over as many ports as that takes. */
export interface UnansweredRequests {
  /** Posts it as soon as the port is greeted. */
  ask(command: Command, settle?: Settle): void;
  /** A new port: nothing is posted before its greeting, and the greeting of the port before is void. */
  hold(): void;
  /** Posts the greeting, where there is one, and then all that waits. */
  release(greeting: Command | null, settle: Settle): void;
  /** A reply that nobody waits for is ignored: a command sent twice is answered twice. */
  settle(reply: Extract<Push, { type: 'reply' }>): void;
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
  readonly command: Command;
  /** On screen when it was asked. */
  readonly about: string | null;
  wasPosted: boolean;
  readonly settle: Settle | undefined;
}

/** These wait for a page, a server or a person: silence says nothing about the background. */
const slowCommands: ReadonlySet<Command['type']> = new Set<Command['type']>([
  'settings/test',
  'page/attach',
  'account/sign-in',
  'account/register',
  'account/sso',
  'account/sign-out',
  // As long as there is much to delete.
  'data/keep',
  'data/erase',
]);

export function createUnansweredRequests(options: UnansweredRequestsOptions): UnansweredRequests {
  const waiting = new Map<number, Waiting>();
  let nextRequest = 1;
  let greetingId: number | null = null;
  /** What is asked before the greeting waits for it: the background would not know yet which window asks. */
  let isHeld = true;
  let closedBy: Problem | null = null;

  function ask(command: Command, settle?: Settle): number {
    const requestId = nextRequest;
    nextRequest += 1;
    if (closedBy === null) {
      const asking: Waiting = { command, about: options.about(), wasPosted: false, settle };
      waiting.set(requestId, asking);
      post(requestId, asking);
    } else settle?.(fail(closedBy));
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
    release(greeting, settle) {
      isHeld = false;
      const asked = [...waiting];
      if (greeting !== null) greetingId = ask(greeting, settle);
      for (const [requestId, asking] of asked) post(requestId, asking);
    },
    settle(reply) {
      const found = waiting.get(reply.requestId);
      waiting.delete(reply.requestId);
      found?.settle?.(reply.problem === undefined ? ok(reply.value) : fail(reply.problem));
    },
    isReplyDue: () => [...waiting.values()].some(({ command }) => !slowCommands.has(command.type)),
    close(problem) {
      closedBy = problem;
      for (const { settle } of waiting.values()) settle?.(fail(problem));
      waiting.clear();
    },
  };
}
