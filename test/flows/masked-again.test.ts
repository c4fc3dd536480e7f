import { describe, expect, it } from 'vitest';
import { isOpen, withoutOriginal, type MaskedItem } from '../../lib/shared/conversation.ts';
import { isWhole } from '../chaos/scale.ts';
import * as server from '../platform/behaviours.ts';
import { createFlow, flowFixture, type Flow } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { storedQuestions } from './platform-view.ts';

const fixture = flowFixture();
const email = 'ann.example@example.com';
const phone = '+49 30 23125012';
const tab = { id: 7, url: 'https://mail.example.test/inbox', title: 'Inbox' };
const text = `From: ${email}\nCall me: ${phone}, or ${email}.\nBye.`;
const page = { title: 'Inbox', url: tab.url, text, pageLength: text.length, source: 'article' };
const pageAccess = {
  activeTab: () => Promise.resolve(tab),
  tab: (id: number) => Promise.resolve({ id, url: `https://mail.example.test/${id}`, title: 'Mail' }),
  runReader: () => Promise.resolve(page),
};

/** Reads these texts, one after the other, as the page in front. */
function reads(...texts: string[]) {
  const runReader = (id: number) =>
    Promise.resolve({ ...page, url: `${tab.url}/${id}`, text: texts.shift() ?? '' });
  return { pageAccess: { ...pageAccess, runReader } };
}

function sendAll(panel: PanelProbe, words: string, more: object = {}) {
  const { attachment, paste } = panel.view()?.draft ?? {};
  const named = (one: { readonly id: string; readonly revision: number }) => ({
    id: one.id,
    revision: one.revision,
  });
  return panel.request({
    type: 'message/send',
    id: crypto.randomUUID(),
    text: words,
    attachment: attachment ? named(attachment) : null,
    ...(paste ? { paste: named(paste) } : {}),
    ...more,
  });
}

const inOrder = (one: string, other: string): number => one.localeCompare(other);
const attach = (panel: PanelProbe) => panel.request({ type: 'page/attach' });
const paste = (panel: PanelProbe, pasted: string) =>
  panel.request({ type: 'page/paste', id: crypto.randomUUID(), text: pasted, length: pasted.length });

const idOf = (panel: PanelProbe, at = 0): string => panel.questions()[at]?.id ?? '';

function undo(panel: PanelProbe, part: 'attachment' | 'paste', placeholder: string) {
  const id = panel.view()?.draft[part]?.id ?? '';
  return panel.request({ type: 'page/unmask', id, placeholder, isUndone: true });
}

/** All that anything in the chat stands for: each number, with the values that it has. */
function meanings(panel: PanelProbe): Record<string, string[]> {
  const { attachment, paste: pasted, tabs } = panel.view()?.draft ?? {};
  const sent = panel.questions().flatMap(({ attachments }) => attachments);
  const items: MaskedItem[] = [attachment, pasted, ...(tabs ?? []), ...sent].flatMap(
    (one) => one?.masked ?? [],
  );
  return Object.fromEntries(
    items.map(({ placeholder }) => [
      placeholder,
      [...new Set(items.filter((item) => item.placeholder === placeholder).map(({ value }) => value))],
    ]),
  );
}

/** What of these has reached the platform, whatever it was for. */
function leaked(flow: Flow, values: readonly string[]): string[] {
  const all = JSON.stringify(flow.platform.received) + storedQuestions(flow).join('\n');
  return values.filter((value) => all.includes(value));
}

/** The worker dies just before each touch with the world that this makes, in a flow of its own each time; in short, before each third. */
async function diesAtEach(
  options: Parameters<typeof createFlow>[0],
  run: (
    flow: Flow,
    kill: () => void,
    over: <Value>(asked: Promise<Value>) => Promise<Value>,
  ) => Promise<void>,
): Promise<number> {
  for (let touch = 1; ; touch += isWhole ? 1 : 3) {
    const flow = await createFlow(options);
    let from = Infinity;
    let until = 0;
    try {
      await run(
        flow,
        () => {
          from = flow.trace.length;
          flow.killWorkerAt(touch);
        },
        async (asked) => {
          let isOver = false;
          const end = (): void => void (isOver = true);
          asked.then(end, end);
          await flow.until(() => isOver, 60_000);
          until = flow.trace.length;
          flow.killWorkerAt('no more');
          return asked;
        },
      );
      if (until - from < touch) return touch - 1;
    } catch (cause) {
      throw new Error(`Died before touch ${touch}: ${flow.trace[from + touch - 1]}`, { cause });
    } finally {
      await flow.close();
    }
  }
}

describe('*Retry* of a masked question', () => {
  it('sends what was sent, what was undone included, wherever the worker dies', async () => {
    const deaths = await diesAtEach({ pageAccess }, async (flow, kill, over) => {
      const panel = await failed(flow);
      const [before] = panel.questions();
      flow.platform.answerWith('ok');
      kill();
      const messageId = panel.answers()[0]?.id ?? '';
      await over(panel.request({ type: 'message/retry', messageId, newId: crypto.randomUUID() }));
      // Where it died on the way, the history has two that say the same, and can't always tell which was answered.
      await flow.until(() => panel.messages().length > 0 && !panel.messages().some(isOpen), 120_000);
      expect(panel.questions()).toHaveLength(1);
      expect(panel.questions()[0]?.attachments).toEqual(before?.attachments);
      expect(storedQuestions(flow).at(-1)).toContain(`\nCall me: ${phone}, or [email 1].\n`);
      expect(leaked(flow, [email, phone])).toEqual([phone]);
    });
    expect(deaths).toBeGreaterThan(5);
  });
});

/** A question about the page, one of whose values was put back, and an answer that failed. */
async function failed(flow: Flow): Promise<PanelProbe> {
  flow.platform.script(server.errorFrame({ code: 'processing_error', message: 'No.' }));
  flow.platform.answerWith('ok');
  const panel = flow.openPanel();
  await attach(panel);
  await undo(panel, 'attachment', '[phone 1]');
  await sendAll(panel, 'Whose?');
  await flow.until(() => panel.answers()[0]?.status === 'failed');
  return panel;
}

describe('a masked question that is taken back', () => {
  it('is in the draft once, as it was, wherever the worker dies, and leaves as it stands there', async () => {
    const deaths = await diesAtEach({ pageAccess }, async (flow, kill, over) => {
      flow.platform.answerWith('ok');
      flow.setOnline(false);
      const panel = flow.openPanel();
      await attach(panel);
      await undo(panel, 'attachment', '[phone 1]');
      await paste(panel, `To ${email}, dora@example.com`);
      await sendAll(panel, 'Whose?');
      await paste(panel, 'And emil@example.com');
      const [before] = panel.questions();
      kill();
      await over(panel.request({ type: 'message/recall', messageId: idOf(panel) }));
      await flow.until(() => panel.questions().length === 0 && panel.view()?.draft.attachment !== null);
      const draft = panel.view()?.draft;
      expect(withoutOriginal(draft?.attachment as never)).toEqual(before?.attachments[0]);
      expect(draft?.paste?.text).toBe('To [email 1], [email 2]\n\nAnd [email 3]');
      expect(draft?.paste?.masked?.map(({ placeholder }) => placeholder)).toEqual([
        '[email 1]',
        '[email 2]',
        '[email 3]',
      ]);
      flow.setOnline(true);
      await sendAll(panel, 'Whose is it?');
      await flow.until(() => panel.answers()[0]?.status === 'complete', 120_000);
      expect(storedQuestions(flow)).toHaveLength(1);
      expect(leaked(flow, [email, 'dora@example.com', 'emil@example.com', phone])).toEqual([phone]);
    });
    expect(deaths).toBeGreaterThan(3);
  });

  it('is joined with what was pasted since: each value once, put back in both where it was in one', async () => {
    for (const isUndoneFirst of [true, false]) {
      const flow = await fixture();
      flow.setOnline(false);
      const panel = flow.openPanel();
      await paste(panel, `To ${email}, dora@example.com`);
      if (isUndoneFirst) await undo(panel, 'paste', '[email 1]');
      await sendAll(panel, 'Whose?');
      await paste(panel, `From ${email}, emil@example.com`);
      if (!isUndoneFirst) await undo(panel, 'paste', '[email 1]');
      await panel.request({ type: 'message/recall', messageId: idOf(panel) });
      const held = panel.view()?.draft.paste;
      // It leaves in one of them as it is: a number in the other would hide nothing.
      expect(held?.text).toBe(`To ${email}, [email 2]\n\nFrom ${email}, [email 3]`);
      expect(held?.masked?.map(({ placeholder, isUndone }) => [placeholder, isUndone])).toEqual([
        ['[email 1]', true],
        ['[email 2]', undefined],
        ['[email 3]', undefined],
      ]);
      const { id = '' } = held ?? {};
      await panel.request({ type: 'page/unmask', id, placeholder: '[email 1]', isUndone: false });
      expect(panel.view()?.draft.paste?.text).toBe('To [email 1], [email 2]\n\nFrom [email 1], [email 3]');
    }
  });

  it('loses nothing of what stood before, though what was pasted since had been changed', async () => {
    const flow = await fixture();
    flow.setOnline(false);
    const panel = flow.openPanel();
    await paste(panel, 'First');
    await sendAll(panel, 'Why?');
    await paste(panel, 'Second, and more');
    const { id = '' } = panel.view()?.draft.paste ?? {};
    await panel.request({ type: 'page/edit', id, text: 'Second' });
    await panel.request({ type: 'message/recall', messageId: idOf(panel) });
    expect(panel.view()?.draft.paste).toMatchObject({
      text: 'First\n\nSecond',
      original: 'First\n\nSecond, and more',
      isEdited: true,
    });
  });
});

describe('a masked question that waits', () => {
  it('was removed and is wanted back: no number stands for what was masked meanwhile, too', async () => {
    const flow = await fixture(
      reads('ann@example.com, bob@example.com', 'cara@example.com, bob@example.com'),
    );
    flow.platform.answerWith('ok');
    flow.setOnline(false);
    const panel = flow.openPanel();
    await attach(panel);
    await sendAll(panel, 'One');
    const [removed] = panel.questions();
    if (removed === undefined) throw new Error('Nothing waits');
    const { id, ordinal, text: words, attachments, createdAt } = removed;
    await panel.request({ type: 'message/remove', messageId: id, onlyQueued: true });
    await attach(panel);
    await sendAll(panel, 'Two');
    await panel.request({ type: 'message/restore', id, ordinal, text: words, attachments, createdAt });
    expect(Object.values(meanings(panel)).filter((values) => values.length > 1)).toEqual([]);
    flow.setOnline(true);
    await flow.until(() => storedQuestions(flow).length === 2);
    expect(leaked(flow, ['ann@example.com', 'bob@example.com', 'cara@example.com'])).toEqual([]);
  });

  it('is changed in its words only: what is masked in what it takes along stays, and so do typed words', async () => {
    const flow = await fixture({ pageAccess });
    flow.platform.answerWith('ok');
    flow.setOnline(false);
    const panel = flow.openPanel();
    await attach(panel);
    await sendAll(panel, `Is ${phone} his?`);
    expect(panel.questions()[0]?.text).toBe(`Is ${phone} his?`);
    await panel.request({ type: 'message/edit', messageId: idOf(panel), text: 'Whose is [phone 1]?' });
    flow.killWorker();
    flow.setOnline(true);
    await flow.until(() => panel.answers()[0]?.status === 'complete', 120_000);
    expect(storedQuestions(flow)[0]).toContain('\nCall me: [phone 1], or [email 1].\n');
    expect(leaked(flow, [email, phone])).toEqual([]);
  });
});

describe('numbers in a chat', () => {
  it('that stand in it and mean nothing, as of a page that brought them along or in an answer, are given to no value', async () => {
    const flow = await fixture(reads('Write to [email 1] or to ann@example.com', 'bob@example.com'));
    flow.platform.answerWith('Was it [email 3], or [phone 1]?');
    const panel = flow.openPanel();
    await attach(panel);
    expect(panel.view()?.draft.attachment?.text).toBe('Write to [email 1] or to [email 2]');
    await sendAll(panel, 'Whom?');
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    await attach(panel);
    await paste(panel, phone);
    expect(panel.view()?.draft.attachment?.text).toBe('[email 4]');
    expect(panel.view()?.draft.paste?.text).toBe('[phone 2]');
    expect(meanings(panel)).toEqual({
      '[email 2]': ['ann@example.com'],
      '[email 4]': ['bob@example.com'],
      '[phone 2]': [phone],
    });
  });

  it('are given once, though a page, a paste and another window’s page come in the same instant', async () => {
    const flow = await fixture(reads('ann@example.com', 'bob@example.com', 'cara@example.com'));
    flow.setOnline(false);
    const panel = flow.openPanel(1);
    const other = flow.openPanel(2);
    await flow.until(() => panel.view() !== null && other.view() !== null);
    await Promise.all([
      attach(panel),
      paste(panel, 'dora@example.com'),
      panel.request({ type: 'page/attach-tab', tabId: 8 }),
      panel.request({ type: 'page/attach-tab', tabId: 9 }),
    ]);
    const { attachment, paste: pasted, tabs = [] } = panel.view()?.draft ?? {};
    expect([attachment, pasted, ...tabs].map((one) => one?.text ?? '').toSorted(inOrder)).toEqual([
      '[email 1]',
      '[email 2]',
      '[email 3]',
      '[email 4]',
    ]);
    expect(Object.values(meanings(panel)).every((values) => values.length === 1)).toBe(true);
  });
});
