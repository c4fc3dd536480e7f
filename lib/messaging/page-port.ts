import type { Problem } from '../shared/problem.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { push as pushSchema, type Command, type Push } from './contract.ts';

/** The part of a runtime port that either end needs. */
export interface Port {
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

export interface PagePort {
  /**
   * Resolves with the reply's value; a failure comes back as a Problem and never as a rejection. A command whose
   * reply was lost with the worker is sent again by itself: commands are idempotent.
   */
  request(command: Command): Promise<Result<unknown, Problem>>;
  /** Snapshots, patches and test stages, in order; a gap in the revisions has been healed by a resync before. */
  subscribe(listener: (push: Push) => void): () => void;
  /** Told why the background can't be had: it says nothing, or has nothing to show. null: it can be had again. */
  onTrouble(listener: (trouble: Problem | null) => void): () => void;
  close(): void;
}

export interface PagePortOptions {
  /** Opens a port, which wakes the worker. Throws where the extension was updated under the page. */
  readonly connect: () => Port;
  /** Makes what is said first on every new port; null for a page that needs no snapshot. */
  readonly greeting: (() => Promise<Command>) | null;
  readonly setTimeout: (callback: () => void, ms: number) => unknown;
  readonly clearTimeout: (handle: unknown) => void;
}

/** Port messages keep a Chrome worker awake, an open port does not; its limit is 30 s. */
const heartbeatMs = 20_000;
/** experience.md: a background that says nothing for 2 s is reported. */
const silenceMs = 2000;
/** The first reconnect is at once: a killed worker wakes in milliseconds. Then with pauses, up to 2 s. */
const longestPauseMs = 2000;

/** These wait for a page, a server or a person: silence says nothing about the background. */
const slowCommands: ReadonlySet<Command['type']> = new Set<Command['type']>([
  'settings/test',
  'page/attach',
  // As long as there is much to delete.
  'data/keep',
  'data/erase',
]);

const silence: Problem = { code: 'background-silent' };

interface Waiting {
  readonly command: Command;
  /** On screen when it was asked. */
  readonly about: string | null;
  wasPosted: boolean;
  readonly resolve: (result: Result<unknown, Problem>) => void;
}

/** The page's end of the contract. */
export function createPagePort(options: PagePortOptions): PagePort {
  const listeners = new Set<(push: Push) => void>();
  const troubleListeners = new Set<(trouble: Problem | null) => void>();
  const waiting = new Map<number, Waiting>();
  let port: Port | null = null;
  let nextRequest = 1;
  /** Of the last snapshot or patch taken; null until the first snapshot of this port. */
  let revision: number | null = null;
  let greetingId: number | null = null;
  /** Of the last snapshot. */
  let conversationId: string | null = null;
  /** What is asked before the greeting waits for it: the background would not know yet which window asks. */
  let isGreeted = false;
  let failures = 0;
  let trouble: Problem | null = null;
  let isClosed = false;
  let silenceTimer: unknown = null;
  let heartbeatTimer: unknown = null;
  let reconnectTimer: unknown = null;

  function open(): void {
    reconnectTimer = null;
    if (isClosed) return;
    let opened: Port;
    try {
      opened = options.connect();
    } catch {
      // The extension was updated or removed: this page can't reach it again, and says so.
      setTrouble(silence);
      return retryLater();
    }
    port = opened;
    revision = null;
    isGreeted = false;
    opened.onMessage.addListener((message) => {
      if (port === opened) receive(message);
    });
    opened.onDisconnect.addListener(() => {
      if (port !== opened) return;
      port = null;
      retryLater();
    });
    if (greetingId !== null) waiting.delete(greetingId);
    void greet(opened);
    expectAnswer();
    scheduleHeartbeat();
  }

  async function greet(opened: Port): Promise<void> {
    const greeting = options.greeting === null ? null : await options.greeting();
    if (port !== opened) return;
    isGreeted = true;
    const asked = [...waiting];
    if (greeting !== null) greetingId = send(greeting, (greeted) => greetedWith(opened, greeted));
    for (const [requestId, asking] of asked) post(requestId, asking);
  }

  /** Without a snapshot the page can do nothing: it says so, and tries again. */
  function greetedWith(opened: Port, greeted: Result<unknown, Problem>): void {
    if (greeted.ok || port !== opened) return;
    setTrouble(greeted.failure);
    port = null;
    opened.disconnect();
    failures = Math.max(failures, 3);
    retryLater();
  }

  function retryLater(): void {
    options.clearTimeout(heartbeatTimer);
    if (isClosed || reconnectTimer !== null) return;
    const pause = failures === 0 ? 0 : Math.min(longestPauseMs, 50 * 2 ** failures);
    failures += 1;
    reconnectTimer = options.setTimeout(open, pause);
  }

  function send(command: Command, resolve: Waiting['resolve']): number {
    const requestId = nextRequest;
    nextRequest += 1;
    const asking: Waiting = { command, about: conversationId, wasPosted: false, resolve };
    waiting.set(requestId, asking);
    post(requestId, asking);
    if (silenceTimer === null) expectAnswer();
    return requestId;
  }

  function post(requestId: number, asking: Waiting): void {
    if (!isGreeted || port === null) return;
    const { command, about, wasPosted } = asking;
    asking.wasPosted = true;
    try {
      port.postMessage({
        requestId,
        command,
        ...(about === null ? {} : { about }),
        ...(wasPosted ? { again: true } : {}),
      });
    } catch {
      // The port died between two events; its onDisconnect sends everything that waits again.
    }
  }

  function receive(message: unknown): void {
    const parsed = pushSchema.safeParse(message);
    if (!parsed.success) return;
    failures = 0;
    heard();
    const push = parsed.data;
    switch (push.type) {
      case 'reply':
        return settle(push);
      case 'snapshot':
        revision = push.revision;
        conversationId = push.snapshot.conversation.id;
        setTrouble(null);
        return tell(push);
      case 'patch':
        // Before the first snapshot a patch has nothing to change.
        if (revision === null || push.revision <= revision) return;
        if (push.revision !== revision + 1) return resync();
        revision = push.revision;
        return tell(push);
      case 'test/stage':
        return tell(push);
      default:
        return push satisfies never;
    }
  }

  function resync(): void {
    // Until the snapshot is here, further patches would only widen the gap.
    revision = null;
    send({ type: 'panel/resync' }, () => undefined);
  }

  function settle(reply: Extract<Push, { type: 'reply' }>): void {
    const found = waiting.get(reply.requestId);
    if (found === undefined) return;
    waiting.delete(reply.requestId);
    found.resolve(reply.problem === undefined ? ok(reply.value) : fail(reply.problem));
    expectAnswer();
  }

  function tell(push: Push): void {
    for (const listener of listeners) listener(push);
  }

  function expectAnswer(): void {
    options.clearTimeout(silenceTimer);
    silenceTimer = null;
    const isExpected = [...waiting.values()].some(({ command }) => !slowCommands.has(command.type));
    // A background that is slow for an honest reason gets longer at each new start, or it would never get to its end.
    const patience = silenceMs * 2 ** Math.min(failures, 3);
    if (isExpected && !isClosed) silenceTimer = options.setTimeout(fellSilent, patience);
  }

  function fellSilent(): void {
    silenceTimer = null;
    setTrouble(silence);
    // The worker may hang for good; a new port reaches a new one where the browser has started it.
    const dead = port;
    port = null;
    dead?.disconnect();
    retryLater();
  }

  function heard(): void {
    if (trouble?.code === silence.code) setTrouble(null);
    if (silenceTimer !== null) expectAnswer();
  }

  function setTrouble(next: Problem | null): void {
    if (trouble?.code === next?.code) return;
    trouble = next;
    for (const listener of troubleListeners) listener(next);
  }

  function scheduleHeartbeat(): void {
    options.clearTimeout(heartbeatTimer);
    heartbeatTimer = options.setTimeout(() => {
      void request({ type: 'heartbeat' });
      scheduleHeartbeat();
    }, heartbeatMs);
  }

  function request(command: Command): Promise<Result<unknown, Problem>> {
    if (isClosed) return Promise.resolve(fail({ code: 'background-silent' }));
    return new Promise((resolve) => {
      send(command, resolve);
    });
  }

  open();
  return {
    request,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onTrouble(listener) {
      troubleListeners.add(listener);
      return () => troubleListeners.delete(listener);
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      for (const timer of [silenceTimer, heartbeatTimer, reconnectTimer]) options.clearTimeout(timer);
      port?.disconnect();
      port = null;
      for (const { resolve } of waiting.values()) resolve(fail({ code: 'background-silent' }));
      waiting.clear();
    },
  };
}
