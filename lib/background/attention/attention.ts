import type { Preferences } from '../../config/preferences-record.ts';
import type { Patch } from '../../messaging/contract.ts';
import { answerId, questionIdOf } from '../../session/answer-id.ts';
import type { AttentionSigns } from '../../shared/attention-signs.ts';
import type { ConnectionStatus } from '../../shared/connection-status.ts';
import type { Message } from '../../shared/conversation.ts';
import type { Report } from '../../shared/report.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import type { AttentionEntry } from '../../storage/attention-entry.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { Items } from '../../storage/items.ts';
import { waitingChats, withFates, type AskedQuestion } from './attention-entry.ts';
import { noticeLine } from './notice-words.ts';

/**
 * What ends while no panel shows it: a mark on the toolbar button, and a notification where the person wants one.
 *
 * The questions that are under way are stored when their chat is left, and what has become of them is always read from
 * storage. So an end that a dying worker has told to nobody is found by the next one, and one that was told is not told
 * again: that it is, is stored first.
 */
export interface Attention {
  /** What the last worker left under way, or untold. Never rejects. */
  wake(): Promise<void>;
  /** Panels, if any are left, were told this of that conversation. */
  told(conversationId: string, patches: readonly Patch[]): void;
  /** One panel more shows that conversation, or one less. @param underWay ids of its questions that are not over */
  watchersChanged(conversationId: string, windowId: number | null, underWay: readonly string[]): void;
  /** Panels came or went, or conversations were deleted. */
  lookAgain(): void;
  /** Another workspace is in use. */
  refresh(): void;
  /** Which chat a press of the button in that window leads to; null: none has anything to tell. Never rejects. */
  next(windowId: number): Promise<string | null>;
  /** All of it. */
  forget(): Promise<void>;
}

export interface AttentionOptions {
  readonly item: Items['attention'];
  readonly store: Pick<ConversationStore, 'get' | 'message' | 'open' | 'openConversations'>;
  readonly signs: AttentionSigns;
  readonly preferences: { read(): Promise<Preferences> };
  /** Of the workspace in use. */
  readonly partition: () => Promise<string>;
  readonly isShown: (conversationId: string) => boolean;
  /** A page is there that has yet to be shown its conversation: which one, nobody knows. */
  readonly isAwaitingPanel: () => boolean;
  readonly report: Report;
}

/** Chats that are left in such a state: more than a person comes back to. */
const mostChats = 100;
/** Questions of one chat that are waited for. */
const mostAwaited = 100;

export function createAttention(options: AttentionOptions): Attention {
  const { item, store, signs, isShown, report } = options;
  const inTurn = createSerialQueue();
  /** As stored, by conversation: this worker alone writes it. null: not read yet. */
  let entries: Map<string, AttentionEntry> | null = null;
  let isTakenUp = false;
  let isLooking = false;

  function whenRead(job: (known: Map<string, AttentionEntry>) => Promise<void>): Promise<void> {
    return inTurn(async () => {
      try {
        await job((entries ??= await readAll()));
      } catch (error) {
        // What is missed is a mark on a button: nobody waits for it, and the chat itself has all.
        report(error, 'attention');
      }
    });
  }

  async function readAll(): Promise<Map<string, AttentionEntry>> {
    const read = new Map(Object.entries(await item.read()));
    entries = read;
    // The last worker may have died between storing it and saying so.
    if ([...read.values()].some(({ end }) => end !== null)) mark();
    return read;
  }

  async function put(conversationId: string, entry: AttentionEntry | null): Promise<void> {
    const before = entries?.get(conversationId);
    if (entries === null || (before === undefined && entry === null)) return;
    entries.delete(conversationId);
    if (entry !== null) entries.set(conversationId, entry);
    const oldest = entries.keys().next().value;
    if (entries.size > mostChats && oldest !== undefined) entries.delete(oldest);
    await item.write(Object.fromEntries(entries));
    if (entry === null && before !== undefined) signs.withdraw({ ...before, conversationId });
    if (before?.end !== entry?.end) mark();
  }

  /** Only of the partition in use: of another person's chats not even the number is shown (law 9). */
  async function waiting(): Promise<[string, AttentionEntry][]> {
    const partition = await options.partition();
    return [...(entries ?? [])].filter(([, entry]) => entry.partition === partition && entry.end !== null);
  }

  /** Not in turn: a workspace that takes another's place may wait for what is. */
  function mark(): void {
    waiting().then(
      (chats) => signs.mark(waitingChats(chats.map(([, entry]) => entry))),
      (error: unknown) => report(error, 'attention'),
    );
  }

  /** Waited for from now on; what has become of them already is looked up. */
  async function expect(
    conversationId: string,
    ids: readonly string[],
    windowId: number | null,
  ): Promise<void> {
    const known = entries?.get(conversationId);
    const missing = ids.filter((id) => known?.awaited.includes(id) !== true);
    const record = missing.length === 0 ? null : await store.get(conversationId);
    if (record === null) return;
    const { partition } = record;
    const before = known ?? { partition, windowId, awaited: [], end: null, about: null };
    await put(conversationId, { ...before, awaited: [...before.awaited, ...missing].slice(-mostAwaited) });
  }

  async function lookAt(conversationId: string, entry: AttentionEntry): Promise<void> {
    const record = await store.get(conversationId);
    if (isShown(conversationId) || record === null) return put(conversationId, null);
    const next = withFates(entry, await Promise.all(entry.awaited.map(asked)));
    if (next !== entry) await settle(conversationId, next, record.title);
  }

  async function asked(id: string): Promise<AskedQuestion> {
    const [question, answer] = await Promise.all([store.message(id), store.message(answerId(id))]);
    return { id, question, answer };
  }

  /** Stored, then told: a worker that dies in between has told it, rather than the next one a second time. */
  async function settle(conversationId: string, next: AttentionEntry | null, title: string): Promise<void> {
    const before = entries?.get(conversationId);
    const isNews =
      next !== null && next.end !== null && (next.end !== before?.end || next.about !== before.about);
    await put(conversationId, next);
    const { notify } = await options.preferences.read();
    const { end = null, about = null, windowId = null } = next ?? {};
    if (!isNews || end === null || notify === 'off' || isShown(conversationId)) return;
    const answer = notify === 'on' || about === null ? null : await store.message(answerId(about));
    const words = { title: noticeLine(title), line: noticeLine(answer?.text ?? '') };
    signs.notify({ conversationId, windowId, end, words: notify === 'on' ? null : words });
  }

  function look(): void {
    if (isLooking) return;
    isLooking = true;
    void whenRead(async (known) => {
      isLooking = false;
      // It may be the one that shows just that.
      if (options.isAwaitingPanel()) return;
      await takeUp();
      for (const [conversationId, entry] of known) await lookAt(conversationId, entry);
    });
  }

  /** Nobody has told a worker that was dead of panels that went away. */
  async function takeUp(): Promise<void> {
    if (isTakenUp) return;
    for (const conversationId of await store.openConversations()) {
      if (isShown(conversationId)) continue;
      await expect(conversationId, (await store.open(conversationId)).flatMap(questionOf), null);
    }
    isTakenUp = true;
  }

  return {
    async wake() {
      look();
      await inTurn(() => Promise.resolve());
    },
    told(conversationId, patches) {
      const ids = patches.flatMap(questionIn);
      const isHalted = patches.some((patch) => patch.type === 'status' && halted.has(patch.status.kind));
      if (isShown(conversationId) || (ids.length === 0 && !isHalted)) return;
      void whenRead(async (known) => {
        await expect(conversationId, ids, null);
        const entry = known.get(conversationId);
        if (!isHalted || entry === undefined || entry.awaited.length === 0) return;
        const title = (await store.get(conversationId))?.title ?? '';
        await settle(conversationId, { ...entry, end: 'needs-person', about: null }, title);
      });
      look();
    },
    watchersChanged(conversationId, windowId, underWay) {
      if (!isShown(conversationId)) void whenRead(() => expect(conversationId, underWay, windowId));
      look();
    },
    lookAgain: look,
    refresh: () => void whenRead(() => Promise.resolve(mark())),
    async next(windowId) {
      await whenRead(() => Promise.resolve());
      const chats = await waiting();
      return (chats.findLast(([, entry]) => entry.windowId === windowId) ?? chats.at(-1))?.[0] ?? null;
    },
    forget: () =>
      inTurn(async () => {
        for (const [conversationId, entry] of entries ?? []) signs.withdraw({ ...entry, conversationId });
        entries = new Map();
        await item.remove();
        signs.mark(waitingChats([]));
      }),
  };
}

/** Nothing goes on without a person. */
const halted: ReadonlySet<ConnectionStatus['kind']> = new Set<ConnectionStatus['kind']>([
  'sign-in-needed',
  'check-settings',
]);

function questionOf(message: Message): string[] {
  if (message.isElsewhere === true) return [];
  return [message.role === 'assistant' ? message.replyTo : message.id];
}

/** The question that a patch is about, where that may have come to its end, or begins to be waited for. */
function questionIn(patch: Patch): string[] {
  if (patch.type === 'message/finish') {
    const id = questionIdOf(patch.messageId);
    return id === null ? [] : [id];
  }
  return patch.type === 'message/put' && patch.message.role === 'user' && patch.message.status !== 'sent'
    ? questionOf(patch.message)
    : [];
}
