import { describe, expect, it } from 'vitest';
import * as behaviours from './behaviours.ts';
import * as shapes from './history-shapes.ts';
import type { Platform, PlatformOptions } from './platform.ts';
import { platformFixture } from './platform-fixture.ts';
import { askText, callRest, createChat, joinData, joinNewChat, openSocket, tenantId } from './probe.ts';
import type { SocketProbe } from './probe.ts';

const start = platformFixture();

type Item = Record<string, unknown> & { readonly role: string; readonly content: string };

async function historyOf(platform: Platform, chatId: string) {
  const { body, headers } = await callRest(platform, `GET /api/v1/chat/${chatId}/messages`);
  const { items, ...rest } = body as { items: Item[] };
  return { items, rest, link: headers.get('Link'), said: items.map(({ role, content }) => [role, content]) };
}

/** A chat in which these were asked and answered by "ok". */
async function chatWith(texts: readonly string[], options: PlatformOptions = {}) {
  const platform = await start(options);
  platform.answerWith('ok');
  const probe = await joinNewChat(platform);
  for (const [index, text] of texts.entries()) {
    probe.send('user_message', askText(probe.chatId, text, `id-${index}`));
    await probe.next('response_complete');
  }
  return { platform, probe, history: () => historyOf(platform, probe.chatId) };
}

describe('a shape of history', () => {
  const both = ['One', 'Two'];
  const [one, two, ok] = [
    ['user', 'One'],
    ['user', 'Two'],
    ['assistant', 'ok'],
  ];

  it.each<[string, shapes.HistoryShape, unknown]>([
    ['whole', shapes.wholeHistory, [one, ok, two, ok]],
    ['newest only', shapes.newestOnly(1), [ok]],
    ['oldest only', shapes.oldestOnly(3), [one, ok, two]],
    ['newest first', shapes.newestFirst, [ok, two, ok, one]],
    ['pruned', shapes.pruned(1), [ok, two, ok]],
  ])('%s tells these', async (_, shape, said) => {
    const { platform, history } = await chatWith(both);
    platform.shapeHistory(shape);
    expect((await history()).said).toEqual(said);
  });

  it.each<[string, shapes.HistoryShape, string]>([
    ['trimmed', shapes.trimmed, 'e\u0301\nx'],
    ['composed', shapes.composed, '  \u00e9\nx '],
    ['with CRLF', shapes.withCrlf, '  e\u0301\r\nx '],
  ])('%s changes a text', async (_, history, text) => {
    const { history: read } = await chatWith(['  e\u0301\nx '], { history });
    expect((await read()).items[0]?.content).toBe(text);
  });

  it.each<[shapes.PageNotice, (path: string) => unknown, unknown]>([
    ['has_more', () => [{ has_more: true }, null], [{ has_more: false }, null]],
    ['next', (path) => [{ next: `${path}?page=2` }, null], [{ next: null }, null]],
    ['total', () => [{ total: 4 }, null], [{ total: 4 }, null]],
    ['link', (path) => [{}, `<${path}?page=2>; rel="next"`], [{}, null]],
  ])('paged says by %s that there is more, and that there isn’t', async (notice, more, noMore) => {
    const { platform, probe, history } = await chatWith(both);
    platform.shapeHistory(shapes.paged(3, notice));
    const page = await history();
    expect(page.said).toEqual([one, ok, two]);
    expect([page.rest, page.link]).toEqual(more(`/api/v1/chat/${probe.chatId}/messages`));
    platform.shapeHistory(shapes.paged(4, notice));
    const whole = await history();
    expect([whole.rest, whole.link]).toEqual(noMore);
  });

  it('numbers its items where it is told to, by their place in the chat', async () => {
    const { history } = await chatWith(both, { numbersItems: true, history: shapes.newestFirst });
    expect((await history()).items.map((item) => item['sequence_number'])).toEqual([4, 3, 2, 1]);
  });

  it('has times in order, and no two the same', async () => {
    const { history } = await chatWith(both);
    const times = (await history()).items.map((item) => Date.parse(String(item['created_at'])));
    expect(new Set(times).size).toBe(4);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('describes answers where it is told to', async () => {
    const { history } = await chatWith(['One'], { describesAnswers: true });
    const { items } = await history();
    expect(items.map((item) => item['metadata'])).toEqual([
      undefined,
      { sources: [], total_tokens: 1, cost_estimate: 0 },
    ]);
  });
});

describe('what is stored, and when', () => {
  /** Asks on a platform that says its two pieces when the test lets it, and stores what is late when it is told. */
  async function asked(options: PlatformOptions['stores'] = {}) {
    const due: (() => void)[] = [];
    const lets: (() => void)[] = [];
    const platform = await start({
      stores: options,
      later: (_, job) => void due.push(job),
      assistant: {
        async *answer() {
          for (const piece of ['half ', 'whole']) {
            await new Promise<void>((go) => lets.push(go));
            yield piece;
          }
          return [];
        },
      },
    });
    const probe = await joinNewChat(platform);
    probe.send('user_message', askText(probe.chatId, 'Why?', 'id'));
    await probe.next('response_start');
    const goOn = async (frame: string): Promise<void> => {
      while (lets.length === 0) await new Promise((go) => setImmediate(go));
      lets.shift()?.();
      await probe.next(frame);
    };
    const said = async () => (await historyOf(platform, probe.chatId)).items.map(({ content }) => content);
    return { platform, probe, due, goOn, said };
  }

  it('a question at its receipt, an answer at its end', async () => {
    const { said, goOn } = await asked();
    expect(await said()).toEqual(['Why?']);
    await goOn('response_chunk');
    expect(await said()).toEqual(['Why?']);
    await goOn('response_complete');
    expect(await said()).toEqual(['Why?', 'half whole']);
  });

  it('an answer while it is written', async () => {
    const { said, goOn } = await asked({ answer: 'while-written' });
    await goOn('response_chunk');
    expect(await said()).toEqual(['Why?', 'half ']);
    await goOn('response_complete');
    expect(await said()).toEqual(['Why?', 'half whole']);
  });

  it.each(['at-its-end', 'while-written'] as const)('a question with its answer, %s', async (answer) => {
    const { said, goOn } = await asked({ question: 'with-answer', answer });
    expect(await said()).toEqual([]);
    await goOn('response_chunk');
    expect(await said()).toEqual(answer === 'at-its-end' ? [] : ['Why?', 'half ']);
    await goOn('response_complete');
    expect(await said()).toEqual(['Why?', 'half whole']);
  });

  it('a question later, and no answer before it', async () => {
    const { said, goOn, due } = await asked({ question: 30_000 });
    await goOn('response_chunk');
    await goOn('response_complete');
    expect(await said()).toEqual([]);
    due[0]?.();
    expect(await said()).toEqual(['Why?', 'half whole']);
  });
});

describe('the ledger', () => {
  it('knows what became of each question, whatever the history tells', async () => {
    const { platform, probe } = await chatWith(['One', 'Two'], {
      echoClientMessageId: false,
      history: shapes.newestOnly(1),
    });
    probe.send('user_message', askText(probe.chatId, 'One', 'id-0'));
    await probe.next('response_complete');
    const { chatId } = probe;
    expect(platform.ledger.entries()).toEqual([
      { chatId, text: 'One', clientMessageId: 'id-0', taken: 2, stored: 2, answers: ['ok', 'ok'] },
      { chatId, text: 'Two', clientMessageId: 'id-1', taken: 1, stored: 1, answers: ['ok'] },
    ]);
    expect(platform.ledger.of('id-1')?.text).toBe('Two');
    expect(platform.ledger.of('id-2')).toBeUndefined();
  });

  it('knows of a question that is not stored yet', async () => {
    const platform = await start({ stores: { question: 30_000 }, later: () => undefined });
    const probe = await joinNewChat(platform);
    probe.send('user_message', askText(probe.chatId, 'One', 'id'));
    await probe.next('response_complete');
    expect(platform.ledger.of('id')).toMatchObject({ taken: 1, stored: 0 });
    expect(platform.ledger.of('id')?.answers).toHaveLength(1);
  });
});

describe('another device', () => {
  it('writes into the same chat without ids, and no socket hears of it', async () => {
    const { platform, probe, history } = await chatWith(['One']);
    const heard = probe.frames.length;
    await platform.device(probe.chatId).says('Two');
    const { items } = await history();
    expect(items.map((item) => [item.content, item['client_message_id']])).toEqual([
      ['One', 'id-0'],
      ['ok', undefined],
      ['Two', undefined],
      ['ok', undefined],
    ]);
    expect(probe.frames).toHaveLength(heard);
    expect(platform.ledger.entries().at(-1)).toMatchObject({ text: 'Two', clientMessageId: null, stored: 1 });
  });
});

describe('on the wire', () => {
  const contents = (probe: SocketProbe) => probe.all('response_chunk').map(({ data }) => data['content']);

  it('cumulativeChunks holds all that came so far in each', async () => {
    const platform = await start();
    platform.answerWith(['one ', 'two ', 'three']);
    const probe = await joinNewChat(platform);
    platform.script(behaviours.cumulativeChunks());
    probe.send('user_message', askText(probe.chatId, 'Go'));
    const end = await probe.next('response_complete');
    expect(contents(probe)).toEqual(['one ', 'one two ', 'one two three']);
    expect(end.data).toMatchObject({ content: 'one two three', total_chunks: 3 });
  });

  it('missesChat refuses a join as of a chat that is gone, and the chat is there', async () => {
    const platform = await start();
    const chatId = await createChat(platform);
    platform.script(behaviours.missesChat());
    const probe = await refusedJoin(platform, chatId);
    expect(probe.all('error')[0]?.data['code']).toBe('CHAT_NOT_FOUND');
    expect(platform.chat(chatId)).toBeDefined();
  });
});

async function refusedJoin(platform: Platform, chatId: string): Promise<SocketProbe> {
  const probe = openSocket(`${platform.wsUrl}?tenant_id=${tenantId}`);
  await probe.next('connection_ready');
  probe.send('join_chat', joinData(chatId));
  expect((await probe.closed).code).toBe(1008);
  return probe;
}
