import type { Port } from '../shared/port.ts';
import type { Problem } from '../shared/problem.ts';
import { fail, type Result } from '../shared/result.ts';
import type { CommandName, CommandOf, RepliesTo, ReplyOf } from './commands.ts';
import { said, type Push } from './contract.ts';
import { createLastingPort, type Timers } from './lasting-port.ts';
import { portReplies } from './port-rows.ts';
import { createSilenceWatch } from './silence-watch.ts';
import { createUnansweredRequests, type Asking } from './unanswered-requests.ts';

/** How a request ends. */
export type Replied<Name extends CommandName> = Promise<Result<ReplyOf<Name>, Problem>>;

/** `Name`: the commands that the page may send. */
export interface PagePort<Name extends CommandName> {
  /**
   * Resolves with the reply's value; a failure comes back as a Problem and never as a rejection. A command whose
   * reply was lost with the worker is sent again by itself: commands are idempotent.
   */
  request<Asked extends Name>(command: CommandOf<Asked>): Replied<Asked>;
  /** Snapshots, patches and test stages, in order; a gap in the revisions has been healed by a resync before. */
  subscribe(listener: (push: Push) => void): () => void;
  /** Told why the background can't be had: it says nothing, or has nothing to show. null: it can be had again. */
  onTrouble(listener: (trouble: Problem | null) => void): () => void;
  close(): void;
}

export interface PagePortOptions<Name extends CommandName, Later extends CommandName> extends Timers {
  /** Of the commands that the page sends: no page carries the shapes of another's. */
  readonly replies: RepliesTo<Name>;
  /** Of those that most pages never send: loaded once one is sent, which goes out then. Default: there are none. */
  readonly laterReplies?: () => Promise<RepliesTo<Later>>;
  /** Opens a port, which wakes the worker. Throws where the extension was updated under the page. */
  readonly connect: () => Port;
  /** Makes what is said first on every new port; null for a page that needs no snapshot. */
  readonly greeting: (() => Promise<CommandOf<'panel/open'>>) | null;
}

const silence: Problem = { code: 'background-silent' };

/** The page's end of the contract. */
export function createPagePort<Name extends CommandName, Later extends CommandName = never>(
  options: PagePortOptions<Name, Later>,
): PagePort<Name | Later> {
  let replies: object = options.replies;
  let reading: Promise<unknown> | null = null;
  const listeners = new Set<(push: Push) => void>();
  const troubleListeners = new Set<(trouble: Problem | null) => void>();
  /** Of the last snapshot or patch taken; null until the first snapshot of this port. */
  let revision: number | null = null;
  /** Of the last snapshot. */
  let conversationId: string | null = null;
  let trouble: Problem | null = null;

  const port = createLastingPort({
    connect: options.connect,
    opened(isCurrent) {
      revision = null;
      requests.hold();
      void greet(isCurrent);
      watch.connected();
    },
    received: receive,
    lost: () => watch.disconnected(),
    refused: () => setTrouble(silence),
    timers: options,
  });
  const requests = createUnansweredRequests({ post: port.post, about: () => conversationId });
  const watch = createSilenceWatch({
    isReplyDue: requests.isReplyDue,
    failures: port.failures,
    fellSilent() {
      setTrouble(silence);
      // The worker may hang for good; a new port reaches a new one where the browser has started it.
      port.replace();
    },
    beat: () => send({ command: { type: 'heartbeat' }, reply: portReplies.heartbeat }),
    timers: options,
  });

  async function greet(isCurrent: () => boolean): Promise<void> {
    const command = options.greeting === null ? null : await options.greeting();
    if (!isCurrent()) return;
    requests.release(
      command && {
        command,
        reply: portReplies['panel/open'],
        settle(greeted) {
          if (greeted.ok || !isCurrent()) return;
          // Without a snapshot the page can do nothing: it says so, and tries again.
          setTrouble(greeted.failure);
          port.replace(3);
        },
      },
    );
    watch.asked();
  }

  function send<Value>(asking: Asking<Value>): void {
    requests.ask(asking);
    watch.asked();
  }

  const replyTo = <Asked extends Name | Later>(name: Asked): RepliesTo<Asked>[Asked] | undefined =>
    Reflect.get(replies, name);

  /** Resolves with whether they could be had, which they can't where the extension was removed under its page. */
  async function readLaterReplies(): Promise<boolean> {
    try {
      reading ??= options.laterReplies?.().then((later) => (replies = { ...replies, ...later })) ?? null;
      await reading;
      return true;
    } catch {
      // Read again when the next is sent: the disk may have been busy.
      reading = null;
      return false;
    }
  }

  function receive(message: unknown): void {
    const parsed = said.safeParse(message);
    if (!parsed.success) return;
    port.worked();
    if (trouble?.code === silence.code) setTrouble(null);
    watch.heard();
    const push = parsed.data;
    switch (push.type) {
      case 'reply':
        requests.settle(push);
        // Perhaps nothing is due any more.
        return watch.heard();
      case 'snapshot':
        revision = push.revision;
        setTrouble(null);
        tell(push);
        // After it: the last words typed for the conversation before are stored with that one.
        conversationId = push.snapshot.conversation.id;
        return;
      case 'patch':
        // Before the first snapshot a patch has nothing to change.
        if (revision === null || push.revision <= revision) return;
        if (push.revision !== revision + 1) return resync();
        revision = push.revision;
        return tell(push);
      case 'test/stage':
      case 'hand-off':
      case 'activity/changed':
      case 'chats/changed':
        return tell(push);
      default:
        return push satisfies never;
    }
  }

  function resync(): void {
    // Until the snapshot is here, further patches would only widen the gap.
    revision = null;
    send({ command: { type: 'panel/resync' }, reply: portReplies['panel/resync'] });
  }

  function tell(push: Push): void {
    for (const listener of listeners) listener(push);
  }

  function setTrouble(next: Problem | null): void {
    if (trouble?.code === next?.code) return;
    trouble = next;
    for (const listener of troubleListeners) listener(next);
  }

  port.open();
  return {
    request: (command) =>
      new Promise((resolve) => {
        const reply = replyTo(command.type);
        if (reply !== undefined) return send({ command, reply, settle: resolve });
        void readLaterReplies().then((isRead) => {
          const read = replyTo(command.type);
          if (isRead && read !== undefined) send({ command, reply: read, settle: resolve });
          else resolve(fail(silence));
        });
      }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onTrouble(listener) {
      troubleListeners.add(listener);
      return () => troubleListeners.delete(listener);
    },
    close() {
      watch.close();
      port.close();
      requests.close(silence);
    },
  };
}
