import { describe, expect, it } from 'vitest';
import { flowFixture } from './harness.ts';
import { storedQuestions } from './platform-view.ts';

const createFlow = flowFixture();
const email = 'ann.example@example.com';
const phone = '+49 30 23125012';
const card = '4111 1111 1111 1111';
const values = [email, phone, card, 'ann.example%40example.com'];
const tab = { id: 7, url: 'https://mail.example.test/inbox', title: 'Inbox' };
const page = {
  title: `Inbox – ${email}`,
  url: `${tab.url}?user=ann.example%40example.com&view=all`,
  text: `From: ${email}\nCall me: ${phone}, or ${email}.\nCard ${card}\nBye.`,
  pageLength: 200,
  source: 'article',
};
const pageAccess = { activeTab: () => Promise.resolve(tab), runReader: () => Promise.resolve(page) };

type Flow = Awaited<ReturnType<typeof createFlow>>;
type Panel = ReturnType<Flow['openPanel']>;

async function connected(flow: Flow, windowId?: number): Promise<Panel> {
  flow.platform.answerWith('ok');
  const panel = flow.openPanel(windowId);
  await flow.until(() => panel.status() === 'connected');
  return panel;
}

async function send(panel: Panel, text: string, more: object = {}) {
  const { attachment, paste } = panel.view()?.draft ?? {};
  return panel.request({
    type: 'message/send',
    id: crypto.randomUUID(),
    text,
    attachment: attachment ? { id: attachment.id, revision: attachment.revision } : null,
    ...(paste ? { paste: { id: paste.id, revision: paste.revision } } : {}),
    ...more,
  });
}

const attached = (panel: Panel) => {
  const { attachment } = panel.view()?.draft ?? {};
  if (!attachment) throw new Error('No page is attached');
  return attachment;
};

/** All that has reached the platform, whatever it was for. */
const leaked = (flow: Flow): string[] => {
  const all = JSON.stringify(flow.platform.received) + storedQuestions(flow).join('\n');
  return values.filter((value) => all.includes(value));
};

const unmask = (panel: Panel, placeholder: string, isUndone: boolean) =>
  panel.request({ type: 'page/unmask', id: attached(panel).id, placeholder, isUndone });

describe('a masked page', () => {
  it('is previewed, stored and sent without its values: in text, title and address', async () => {
    const flow = await createFlow({ pageAccess });
    const panel = await connected(flow);
    await panel.request({ type: 'page/attach' });
    expect(attached(panel)).toMatchObject({
      title: 'Inbox – [email 1]',
      url: `${tab.url}?user=%5Bemail%201%5D&view=all`,
      text: 'From: [email 1]\nCall me: [phone 1], or [email 1].\nCard [card 1]\nBye.',
      masked: [
        { placeholder: '[email 1]', kind: 'email', value: email },
        { placeholder: '[phone 1]', kind: 'phone', value: phone },
        { placeholder: '[card 1]', kind: 'card', value: card },
      ],
    });
    await send(panel, 'What is it?');
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(storedQuestions(flow)[0]).toContain('\nFrom: [email 1]\nCall me: [phone 1], or [email 1].\n');
    expect(storedQuestions(flow)[0]).toContain(' title="Inbox – [email 1]" ');
    expect(leaked(flow)).toEqual([]);
    // Who asked can still be told what stood there.
    expect(panel.questions()[0]?.attachments[0]?.masked).toHaveLength(3);
  });

  it('keeps them back after edits, regenerating, asking anew, a worker’s death, and in another window', async () => {
    const flow = await createFlow({ pageAccess });
    const panel = await connected(flow, 1);
    await panel.request({ type: 'page/attach' });
    const { id, text } = attached(panel);
    await panel.request({ type: 'page/edit', id, text: `${text}\nNotes of mine` });
    await send(panel, 'One');
    await flow.until(() => panel.texts()[0] === 'ok');
    const first = panel.questions()[0]?.id ?? '';
    const answer = panel.answers()[0]?.id ?? '';
    await panel.request({ type: 'message/regenerate', messageId: answer, newId: crypto.randomUUID() });
    await flow.until(() => panel.texts().filter((each) => each === 'ok').length === 2);
    await panel.request({ type: 'page/reuse', messageId: first });
    await send(panel, 'One, in other words', { replaces: first });
    await flow.until(() => panel.texts().filter((each) => each === 'ok').length === 3);
    panel.close();
    flow.killWorker();
    const other = await connected(flow, 2);
    await other.request({ type: 'page/attach' });
    await send(other, 'Two');
    await flow.until(() => storedQuestions(flow).length === 4);
    expect(storedQuestions(flow).filter((question) => question.includes('[card 1]'))).toHaveLength(4);
    expect(leaked(flow)).toEqual([]);
  });

  it('gives the same value the same placeholder in the whole chat, and no other value that', async () => {
    const pages = ['ann@example.com, bob@example.com', 'cara@example.com and bob@example.com'];
    const runReader = () =>
      Promise.resolve({ ...page, title: 'Inbox', url: tab.url, text: pages.shift() ?? '' });
    const flow = await createFlow({ pageAccess: { ...pageAccess, runReader } });
    const panel = await connected(flow);
    await panel.request({ type: 'page/attach' });
    await send(panel, 'One');
    await flow.until(() => panel.texts()[0] === 'ok');
    await panel.request({ type: 'page/attach' });
    expect(attached(panel).text).toBe('[email 3] and [email 2]');
    const pasted = `bob@example.com, dora@example.com\n${'They spoke. '.repeat(300)}`;
    const paste = {
      type: 'page/paste',
      id: crypto.randomUUID(),
      text: pasted,
      length: pasted.length,
    } as const;
    await panel.request(paste);
    expect(panel.view()?.draft.paste?.text).toMatch(/^\[email 2\], \[email 4\]\nThey spoke/);
    // Another paste goes behind the first, whose placeholders the panel knows only as such.
    const { text = '' } = panel.view()?.draft.paste ?? {};
    const longer = `${text}\n\nemil@example.com`;
    await panel.request({ ...paste, id: crypto.randomUUID(), text: longer, length: longer.length });
    const held = panel.view()?.draft.paste;
    expect(held?.text.endsWith('\n\n[email 5]')).toBe(true);
    expect(held?.masked?.map(({ value }) => value)).toEqual([
      'bob@example.com',
      'dora@example.com',
      'emil@example.com',
    ]);
  });

  it('has one of them put back where the user undoes it, and masked again where they redo it', async () => {
    const flow = await createFlow({ pageAccess });
    const panel = await connected(flow);
    await panel.request({ type: 'page/attach' });
    const before = attached(panel);
    expect(await unmask(panel, '[email 1]', true)).toMatchObject({ ok: true, value: { revision: 2 } });
    expect(attached(panel)).toMatchObject({
      title: page.title,
      url: page.url,
      text: `From: ${email}\nCall me: [phone 1], or ${email}.\nCard [card 1]\nBye.`,
    });
    expect(attached(panel).isEdited).toBeUndefined();
    await unmask(panel, '[email 1]', false);
    expect(attached(panel)).toEqual({ ...before, revision: 3 });
    await unmask(panel, '[phone 1]', true);
    await send(panel, 'Whose number?');
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(leaked(flow)).toEqual([phone]);
  });

  it('of which the draft holds another by now, or no such placeholder, is left as it is', async () => {
    const flow = await createFlow({ pageAccess });
    const panel = await connected(flow);
    await panel.request({ type: 'page/attach' });
    const failure = { ok: false, failure: { code: 'page-changed' } };
    expect(await unmask(panel, '[email 9]', true)).toEqual(failure);
    const other = {
      type: 'page/unmask',
      id: crypto.randomUUID(),
      placeholder: '[email 1]',
      isUndone: true,
    } as const;
    expect(await panel.request(other)).toEqual(failure);
    expect(attached(panel).revision).toBe(1);
  });
});

describe('what is masked', () => {
  it('is what was chosen', async () => {
    const flow = await createFlow({ pageAccess });
    const panel = await connected(flow);
    await flow.openOptions().request({ type: 'masking/choose', kind: 'phone', isMasked: false });
    await panel.request({ type: 'page/attach' });
    expect(attached(panel).text).toBe(
      `From: [email 1]\nCall me: ${phone}, or [email 1].\nCard [card 1]\nBye.`,
    );
  });

  it.each([
    [{ phone: true }, 'Call me: [phone 1], or [email 1].'],
    [{ email: false, card: false }, `Call me: ${phone}, or ${email}.`],
    ['all of it', 'Call me: [phone 1], or [email 1].'],
  ])('is what the organisation has set, whatever was chosen: %j', async (masking, line) => {
    const flow = await createFlow({ pageAccess });
    flow.setPolicy({ masking });
    const panel = await connected(flow);
    const options = flow.openOptions();
    await options.request({ type: 'masking/choose', kind: 'phone', isMasked: false });
    await panel.request({ type: 'page/attach' });
    expect(attached(panel).text.split('\n')[1]).toBe(line);
  });
});
