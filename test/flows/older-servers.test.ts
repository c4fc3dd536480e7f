import { describe, expect, it } from 'vitest';
import * as server from '../platform/behaviours.ts';
import type { PlatformOptions } from '../platform/platform.ts';
import { flowFixture, type Flow } from './harness.ts';
import { createHeldAssistant } from './held-assistant.ts';
import { ada, haveAccounts, signIn } from './people.ts';
import type { PanelProbe } from './panel-probe.ts';
import { framesOf, requestsTo, storedQuestions } from './platform-view.ts';

/* What is said of dialect v1 alone; delivery, limits and worker deaths are in the suites of every way (ways.ts). */

const createFlow = flowFixture();
const profile = { protocol: 'v1' } as const;
const messagesPath = /^\/api\/v1\/chat\/[^/]+\/messages$/;

async function connected(flow: Flow): Promise<PanelProbe> {
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected');
  return panel;
}

/** Asks, and waits for the answer. */
async function ask(flow: Flow, panel: PanelProbe, text: string): Promise<void> {
  const before = panel.answers().filter(({ status }) => status === 'complete').length;
  // Where the worker died, the one that takes it has to start first.
  const sent = panel.send(text);
  await flow.until(() => panel.answers().filter(({ status }) => status === 'complete').length > before);
  expect(await sent).toBeNull();
}

/** What an answer is called over the socket, which has an id in the reply. */
const idsOfCopies = {
  'the same': {},
  none: { namesAnswers: false },
  others: { renamesCopies: true },
} as const;

const habits: readonly [string, Pick<PlatformOptions, 'speaks' | 'v1'>][] = [
  ...(['error', 'vague', 'silent', 'close'] as const).flatMap((unknownTypes) =>
    (['v1-plain', 'v1-auth-first', 'v1-hybrid'] as const).map(
      (speaks): [string, Pick<PlatformOptions, 'speaks' | 'v1'>] => [
        `${speaks}, unknown types: ${unknownTypes}`,
        { speaks, v1: { unknownTypes, pongs: unknownTypes === 'error' } },
      ],
    ),
  ),
  ['a plain one that greets nobody', { speaks: 'v1-plain', v1: { greets: false } }],
  ['one that wants auth and greets nobody', { speaks: 'v1-auth-first', v1: { greets: false } }],
  ['one that greets and has no ready frame', { speaks: 'v1-plain', v1: { ready: null } }],
  ['one whose AI services are ready', { speaks: 'v1-auth-first', v1: { ready: 'ai_services_ready' } }],
  ['one that answers by chat_response', { speaks: 'v1-plain', v1: { answers: 'chat_response' } }],
  ['one that answers by chat_message', { speaks: 'v1-auth-first', v1: { answers: 'chat_message' } }],
  [
    'one that answers by chat_response without ids',
    { speaks: 'v1-plain', v1: { answers: 'chat_response', namesAnswers: false } },
  ],
  ...(['in-reply', 'by-socket', 'socket-then-reply', 'reply-then-socket'] as const).flatMap((replies) =>
    Object.entries(idsOfCopies).map(([ids, habit]): [string, Pick<PlatformOptions, 'speaks' | 'v1'>] => [
      `a hybrid that answers ${replies}, ids over the socket: ${ids}`,
      { speaks: 'v1-hybrid', v1: { replies, ...habit } },
    ]),
  ),
  ['one at the other of the usual paths', { speaks: 'v1-auth-first', v1: { path: '/api/v1/ws' } }],
];

describe('an older server is connected to, and each question asked and answered once', () => {
  it.each(habits)('%s', async (_, platform) => {
    const flow = await createFlow({ profile, ...platform });
    flow.platform.answerWith(['Be', 'cause', '.']);
    const panel = await connected(flow);
    await ask(flow, panel, 'Why?');
    flow.platform.answerWith('Because!');
    await ask(flow, panel, 'Why?');
    // From here on it is known: the third costs nothing that the first had to find out.
    const { connections } = flow.platform.received;
    const before = connections.length;
    const asked = flow.clock.now();
    flow.platform.answerWith(['Be', 'cause', '.']);
    await ask(flow, panel, 'Really?');
    expect(flow.clock.now() - asked).toBeLessThan(5000);
    expect(connections).toHaveLength(before);
    await flow.advance(120_000);
    expect(panel.questions().map(({ text, status }) => `${status}: ${text}`)).toEqual([
      'sent: Why?',
      'sent: Why?',
      'sent: Really?',
    ]);
    expect(panel.texts()).toEqual(['Because.', 'Because!', 'Because.']);
    expect(flow.platform.ledger.entries().map(({ taken, stored }) => [taken, stored])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    expect(flow.platform.received.violations).toEqual([]);
    expect(panel.problem()).toBeNull();
  });
});

/** REST creates no chats there: they come to be with the first message. */
const withoutCreation = (): ReturnType<typeof server.failsRest> =>
  server.failsRest({ method: 'POST', path: '/api/v1/chat', status: 404, times: 100 });

describe('a chat that REST can’t create (P46)', () => {
  it.each(['streams', 'chat_response'] as const)(
    'comes to be with the first message, and has its name from the answer (%s)',
    async (answers) => {
      const flow = await createFlow({ profile, speaks: 'v1-plain', v1: { answers } });
      flow.platform.script(withoutCreation());
      flow.platform.answerWith('Because.');
      const panel = await connected(flow);
      expect(flow.platform.chats()).toEqual([]);
      await ask(flow, panel, 'Why?');
      const [chat, ...others] = flow.platform.chats();
      expect(others).toEqual([]);
      await ask(flow, panel, 'Why?');
      expect(framesOf(flow, 'chat_message').map(({ chat_id: id }) => id)).toEqual([null, chat?.id]);
      // The next worker knows it, too, and asks for no other.
      flow.killWorker();
      const created = requestsTo(flow, 'POST', '/api/v1/chat').length;
      await ask(flow, panel, 'Really?');
      expect(requestsTo(flow, 'POST', '/api/v1/chat')).toHaveLength(created);
      const [first, last] = [
        flow.platform.received.connections[0],
        flow.platform.received.connections.at(-1),
      ];
      expect(first?.url).not.toContain('chat_id');
      expect(last?.url).toContain(`chat_id=${chat?.id}`);
      expect(storedQuestions(flow)).toEqual(['Why?', 'Why?', 'Really?']);
    },
  );

  it('that was cut off before it had a name can’t be looked up: whether the message arrived is left open', async () => {
    const flow = await createFlow({ profile, speaks: 'v1-plain' });
    flow.platform.script(withoutCreation(), server.cutsUnanswered('at-once'));
    const panel = await connected(flow);
    await panel.send('Why?');
    await flow.until(() => panel.questions()[0]?.status === 'unknown', 60_000);
    await flow.advance(10 * 60_000);
    expect(flow.platform.received.userMessages).toHaveLength(1);
  });

  it('is looked up by its name where the answer is cut off behind that', async () => {
    const flow = await createFlow({ profile, speaks: 'v1-plain' });
    flow.platform.script(withoutCreation(), server.diesAt(1));
    flow.platform.answerWith(['Be', 'cause', '.']);
    const panel = await connected(flow);
    await ask(flow, panel, 'Why?');
    expect(panel.texts()).toEqual(['Because.']);
    expect(flow.platform.received.userMessages).toHaveLength(1);
  });
});

describe('what is said of us', () => {
  it('is the session and the tenant: no token, no user, no browser, no page', async () => {
    const flow = await createFlow({ profile, speaks: 'v1-hybrid', auth: 'required' });
    const panel = flow.openPanel();
    await haveAccounts(flow, ada);
    await signIn(panel, ada);
    await flow.until(() => panel.status() === 'connected');
    flow.platform.answerWith('Because.');
    await ask(flow, panel, 'Why?');
    const [chat] = flow.platform.chats();
    const { searchParams } = new URL(flow.platform.received.connections.at(-1)?.url ?? '', 'http://any.test');
    expect(Object.fromEntries(searchParams)).toEqual({
      tenant_id: 'miptech-company',
      client_id: chat?.sessionId,
      session_id: chat?.sessionId,
      chat_id: chat?.id,
    });
    expect(framesOf(flow, 'auth').at(-1)).toEqual({
      tenant_id: 'miptech-company',
      session_id: chat?.sessionId,
      user_agent: 'miptech-side-panel',
      connection: expect.any(Number),
    });
    expect(JSON.stringify(flow.platform.received.frames)).not.toContain('eyJ');
    expect(flow.platform.received.violations).toEqual([]);
  });
});

describe('P49: a server that takes a token in the URL only', () => {
  it.each([['by-close'], ['by-frame'], ['at-upgrade']] as const)(
    'and says so %s can’t be signed in to, and a person is told',
    async (wantsToken) => {
      const flow = await createFlow({
        profile,
        speaks: 'v1-auth-first',
        v1: { wantsToken },
        auth: 'required',
      });
      // What a browser sees of a refused upgrade is what a plain request there is answered with (P26).
      flow.platform.script(
        server.failsRest({ method: 'GET', path: '/api/v1/ws/chat', status: 401, times: 100 }),
      );
      const panel = flow.openPanel();
      await haveAccounts(flow, ada);
      await signIn(panel, ada);
      await panel.send('Why?');
      await flow.until(() => panel.problem()?.code === 'token-in-url-only', 60_000);
      expect(flow.platform.received.violations).toEqual([]);
      expect(flow.platform.received.userMessages).toEqual([]);
      expect(panel.questions()[0]?.status).toBe('queued');
    },
  );

  it('is not what is said to somebody who could still sign in', async () => {
    const flow = await createFlow({ profile, speaks: 'v1-auth-first', v1: { wantsToken: 'by-close' } });
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'sign-in-needed');
    expect(panel.problem()?.code).toBe('sign-in-needed');
  });
});

describe('a hybrid', () => {
  const over = { profile, speaks: 'v1-hybrid' } as const;

  it('is posted to at once where it says that it takes no messages over the socket, under the same id', async () => {
    const flow = await createFlow(over);
    flow.platform.answerWith('Because.');
    const panel = await connected(flow);
    const asked = flow.clock.now();
    await ask(flow, panel, 'Why?');
    expect(flow.clock.now() - asked).toBeLessThan(2000);
    const id = panel.questions()[0]?.id;
    expect(requestsTo(flow, 'POST', messagesPath)).toMatchObject([
      { content: 'Why?', client_message_id: id },
    ]);
    expect(flow.platform.received.connections).toHaveLength(1);
  });

  it('whose reply is only the stored question, and whose socket is silent, is answered from the history', async () => {
    const flow = await createFlow(over);
    flow.platform.answerWith('Because.');
    const panel = await connected(flow);
    await ask(flow, panel, 'Why?');
    flow.platform.script(server.processingOnly({ stored: true }));
    await ask(flow, panel, 'And then?');
    expect(panel.texts()).toEqual(['Because.', 'Because.']);
    expect(flow.platform.received.userMessages).toHaveLength(2);
  });

  it('that sends an answer once more under another id, while the next one is written, shows each in its place', async () => {
    const assistant = createHeldAssistant(['So.']);
    const flow = await createFlow({ ...over, assistant });
    flow.platform.answerWith('Because.');
    const panel = await connected(flow);
    await ask(flow, panel, 'Why?');
    flow.platform.answerWith(null);
    await panel.send('And then?');
    await flow.until(() => flow.platform.received.userMessages.length === 2);
    const copy = { id: 'copy-1', role: 'assistant', content: 'Because.' };
    flow.platform.send('chat_message', { message: copy });
    await flow.until(() => flow.trace.includes('socket: chat_message'));
    assistant.release();
    await flow.until(() => panel.answers()[1]?.status === 'complete');
    expect(panel.texts()).toEqual(['Because.', 'So.']);
  });

  it('whose answer came over the socket is not asked for it by request as well', async () => {
    const flow = await createFlow({ ...over, v1: { replies: 'by-socket' } });
    flow.platform.answerWith('Because.');
    const panel = await connected(flow);
    await ask(flow, panel, 'Why?');
    await flow.advance(60_000);
    expect(requestsTo(flow, 'GET', messagesPath)).toEqual([]);
  });
});
