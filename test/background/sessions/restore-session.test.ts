import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { streaming } from '../../session/websocket-session.ts';
import { restoreSession, type Restored } from '../../../lib/background/sessions/restore-session.ts';
import { freshBudget } from '../../../lib/session/budget.ts';
import type { Change } from '../../../lib/session/effect.ts';
import type { AssistantMessage, AssistantStatus, UserMessage } from '../../../lib/shared/conversation.ts';
import { createConversationStore, type ConversationStore } from '../../../lib/storage/conversation-store.ts';
import { openDatabase } from '../../../lib/storage/database.ts';
import { answer, put, question } from '../../storage/records.ts';

type UserStatus = UserMessage['status'];

const record = {
  id: 'c',
  partition: 'p',
  title: 'T',
  chatId: 'chat',
  accepted: 0,
  createdAt: 1,
  updatedAt: 1,
};
const now = 99;
const circumstances = { capabilities: streaming, now, online: true, budget: freshBudget };
let databases = 0;

async function left(...changes: Change[]): Promise<{ store: ConversationStore; restored: Restored }> {
  databases += 1;
  const database = openDatabase(`restore-${databases}`);
  const store = createConversationStore(
    () => database,
    () => 5,
  );
  await store.create(record);
  await store.apply('c', changes, 5);
  return { store, restored: await restore(store) };
}

async function restore(store: ConversationStore): Promise<Restored> {
  const leftOff = await store.leftOff('c', 50);
  if (leftOff === null) throw new Error('nothing is stored');
  return restoreSession(store, leftOff, circumstances);
}

const answerToQ1 = (status: AssistantStatus): AssistantMessage => answer({ id: 'answer-to-q1', status });

/** What was under way, in a word, with what happens to the answer's record. */
function outcome({ state, mends }: Restored): string {
  const { exchange, queue } = state;
  const parts = [
    ...(exchange === null
      ? []
      : [exchange.at === 'locating' && exchange.stopped ? 'locating, stopped' : exchange.at]),
    ...queue.map(({ id }) => `${id} queued`),
    ...mends.map((mend) => (mend.type === 'answer-finished' ? `answer ${mend.status}` : mend.type)),
  ];
  return parts.length === 0 ? 'nothing' : parts.join(' · ');
}

const onItsWay: Record<AssistantStatus | '', string> = {
  '': 'locating',
  pending: 'locating',
  streaming: 'locating',
  complete: 'locating',
  interrupted: 'locating',
  stopped: 'locating, stopped',
  failed: 'locating',
};

/** By the question's status, and the answer's; '' where it has none. */
const table: Record<UserStatus, Record<AssistantStatus | '', string>> = {
  queued: {
    '': 'q1 queued',
    pending: 'q1 queued · answer interrupted',
    streaming: 'q1 queued · answer interrupted',
    complete: 'q1 queued',
    interrupted: 'q1 queued',
    stopped: 'q1 queued',
    failed: 'q1 queued',
  },
  sending: onItsWay,
  checking: onItsWay,
  sent: {
    '': 'nothing',
    pending: 'repairing',
    streaming: 'repairing',
    complete: 'nothing',
    interrupted: 'nothing',
    stopped: 'nothing',
    failed: 'nothing',
  },
  failed: {
    '': 'nothing',
    pending: 'answer interrupted',
    streaming: 'answer interrupted',
    complete: 'nothing',
    interrupted: 'nothing',
    stopped: 'nothing',
    failed: 'nothing',
  },
  unknown: {
    '': 'nothing',
    pending: 'answer interrupted',
    streaming: 'answer interrupted',
    complete: 'nothing',
    interrupted: 'nothing',
    stopped: 'nothing',
    failed: 'nothing',
  },
};

const combinations = Object.entries(table).flatMap(([asked, answers]) =>
  Object.entries(answers).map(
    ([answered, expected]) => [asked as UserStatus, answered as AssistantStatus | '', expected] as const,
  ),
);

describe('a session restored from', () => {
  it.each(combinations)(
    'a question that is %s, with an answer that is "%s": %s',
    async (asked, answered, expected) => {
      const changes = [
        put(question({ status: asked })),
        ...(answered === '' ? [] : [put(answerToQ1(answered))]),
      ];
      const { store, restored } = await left(...changes);
      expect(outcome(restored)).toBe(expected);
      // Once mended, there is nothing left to mend.
      await store.apply('c', restored.mends, now);
      const again = await restore(store);
      expect(again.mends).toEqual([]);
      expect(again.state).toEqual(restored.state);
    },
  );

  it('nothing is a session that wants nothing', async () => {
    const { restored } = await left();
    expect(restored.mends).toEqual([]);
    expect(restored.state).toMatchObject({
      conversationId: 'c',
      chatId: 'chat',
      title: 'T',
      connection: { at: 'idle' },
      queue: [],
      exchange: null,
      accepted: 0,
      nextOrdinal: 1,
      online: true,
    });
  });

  it('a streaming answer has the text that was stored of it', async () => {
    const text = (batch: number, words: string): Change => ({
      type: 'text-appended',
      messageId: 'answer-to-q1',
      batch,
      text: words,
    });
    const { restored } = await left(
      put(question()),
      put(answerToQ1('streaming')),
      text(0, 'one '),
      text(1, 'two'),
      { type: 'accepted-counted', accepted: 1, said: [] },
    );
    expect(restored.state.exchange).toMatchObject({
      at: 'repairing',
      text: 'one two',
      reads: 0,
      reading: null,
    });
    expect(restored.state.accepted).toBe(1);
  });

  it('a queue keeps its order, behind the one in flight', async () => {
    const { restored } = await left(
      put(question({ id: 'q3', ordinal: 5, status: 'queued' })),
      put(question({ id: 'q1', ordinal: 1, status: 'sending' })),
      put(question({ id: 'q2', ordinal: 3, status: 'queued' })),
    );
    expect(restored.state.exchange?.message.id).toBe('q1');
    expect(restored.state.queue.map(({ id }) => id)).toEqual(['q2', 'q3']);
    expect(restored.state.nextOrdinal).toBe(7);
  });

  it('two questions under way: the later one waits its turn, and its empty answer goes', async () => {
    const { store, restored } = await left(
      put(question({ id: 'q1', ordinal: 1, status: 'sending' })),
      put(question({ id: 'q2', ordinal: 3, status: 'sending' })),
      put(answer({ id: 'answer-to-q2', ordinal: 4, replyTo: 'q2' })),
    );
    expect(restored.state.exchange?.message.id).toBe('q1');
    expect(restored.state.queue).toEqual([question({ id: 'q2', ordinal: 3, status: 'queued' })]);
    await store.apply('c', restored.mends, now);
    expect((await store.open('c')).map(({ id, status }) => `${id} ${status}`)).toEqual([
      'q1 sending',
      'q2 queued',
    ]);
  });

  it('an answer whose question is gone ends as interrupted', async () => {
    const { restored } = await left(put(answerToQ1('streaming')));
    expect(outcome(restored)).toBe('answer interrupted');
  });

  it('an answer that was stopped before the server reacted is remembered as stopped', async () => {
    const { restored } = await left(put(question({ status: 'sending' })), put(answerToQ1('stopped')));
    expect(restored.state.exchange).toMatchObject({ at: 'locating', stopped: true });
  });
});
