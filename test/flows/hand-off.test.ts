import { afterEach, describe, expect, it } from 'vitest';
import { openComposingPanel, type ComposingPanel } from './composing-panel.ts';
import {
  askedOutside,
  attachedStory,
  isStanding,
  story,
  storyPages,
  storyTab,
  waitingRequests,
} from './hand-off-fixture.ts';
import { flowFixture, type Flow } from './harness.ts';

/* What is asked for outside of our pages: stored first, and taken once by the panel of its window. */
const fixture = flowFixture();
const open: ComposingPanel[] = [];
afterEach(() => open.splice(0).forEach((panel) => panel.close()));

const selection = { ...story, text: 'a dark\n- night', source: 'selection' };

function panelOf(flow: Flow, windowId = 1): ComposingPanel {
  const panel = openComposingPanel(flow, windowId);
  open.push(panel);
  return panel;
}

const refusal = ({ panel }: ComposingPanel) => panel.store.state().refusal;

async function openedPanel(flow: Flow, windowId = 1): Promise<ComposingPanel> {
  const panel = panelOf(flow, windowId);
  await flow.until(() => isStanding(panel));
  return panel;
}

const selected = {
  text: 'a dark night',
  url: storyTab.url,
  title: storyTab.title,
  isOfFrame: false,
  isOfField: false,
};

describe('what waits for a panel, once everything is deleted', () => {
  it.each(['in this worker', 'in another'])('is gone with all else, %s', async (where) => {
    const flow = await fixture(storyPages());
    await askedOutside(flow, { entry: 'words', typed: 'Who is Ann?' });
    await askedOutside(flow, { entry: 'explain', selected });
    await flow.settle();
    expect(await waitingRequests(flow)).toBe(2);
    if (where !== 'in this worker') flow.killWorker();
    expect(await flow.openOptions().request({ type: 'data/erase' })).toMatchObject({ ok: true });
    expect(await waitingRequests(flow)).toBe(0);
    expect(JSON.stringify([...flow.areas.session.stored])).not.toContain('a dark night');
    const panel = await openedPanel(flow);
    await flow.advance(5_000);
    expect([panel.placed(), panel.text(), attachedStory(panel)]).toEqual([0, '', null]);
  });

  it('is nothing of what is asked for afterwards', async () => {
    const flow = await fixture(storyPages());
    await flow.openOptions().request({ type: 'data/erase' });
    await askedOutside(flow, { entry: 'explain' });
    const panel = await openedPanel(flow);
    await flow.until(() => panel.placed() === 1);
    expect(attachedStory(panel)).toMatchObject({ text: story.text });
  });
});

describe('what is asked for outside of our pages', () => {
  it('is taken by the panel that is open: the page is attached, the question stands in the composer, nothing is sent', async () => {
    const flow = await fixture(storyPages());
    const panel = await openedPanel(flow);
    await askedOutside(flow, { entry: 'explain' });
    await flow.until(() => panel.placed() === 1);
    expect(panel.text()).toBe('Explain this page.');
    expect(attachedStory(panel)).toMatchObject({ title: 'A story', text: story.text });
    await flow.advance(60_000);
    expect(flow.platform.received.userMessages).toEqual([]);
    expect(await waitingRequests(flow)).toBe(0);
  });

  it('is stored, and taken by the panel that opens, whose worker has not heard of it', async () => {
    const flow = await fixture(storyPages());
    await askedOutside(flow, { entry: 'summarise' });
    flow.killWorker();
    const panel = await openedPanel(flow);
    await flow.until(() => panel.placed() === 1);
    expect(panel.text()).toBe('Summarise this page.');
    expect(attachedStory(panel)).toMatchObject({ text: story.text });
    flow.killWorker();
    panel.close();
    const again = await openedPanel(flow);
    await flow.settle();
    expect([again.placed(), again.text()]).toEqual([0, 'Summarise this page.']);
  });

  it('waits for the panel of its own window', async () => {
    const flow = await fixture(storyPages());
    const other = await openedPanel(flow, 2);
    await askedOutside(flow, { entry: 'explain' });
    await flow.settle();
    expect([other.text(), attachedStory(other), await waitingRequests(flow)]).toEqual(['', null, 1]);
    const panel = await openedPanel(flow, 1);
    await flow.until(() => panel.placed() === 1);
    expect(other.placed()).toBe(0);
  });

  it('comes behind what stands in the composer, each request behind the one before', async () => {
    const flow = await fixture(storyPages());
    const panel = await openedPanel(flow);
    panel.panel.draft.type('I wonder:');
    await askedOutside(flow, { entry: 'words', typed: 'why two tides?' });
    await askedOutside(flow, { entry: 'explain' });
    await flow.until(() => panel.placed() === 2);
    expect(panel.text()).toBe('I wonder:\nwhy two tides?\nExplain this page.');
  });

  it('loses no word of a message that is being changed', async () => {
    const flow = await fixture(storyPages());
    flow.platform.answerWith('ok');
    const panel = await openedPanel(flow);
    const { actions, draft, store } = panel.panel;
    draft.type('First');
    actions.send();
    await flow.until(() => store.state().messages.at(-1)?.status === 'complete');
    actions.editLast();
    draft.type('First, changed');
    await askedOutside(flow, { entry: 'words', typed: 'typed elsewhere' });
    await flow.until(() => panel.placed() === 1);
    expect(draft.state()).toMatchObject({ text: 'First, changed\ntyped elsewhere', again: null });
  });

  it('leaves with the page, though Enter is pressed before the page is there', async () => {
    let read = (_page: unknown): void => undefined;
    const flow = await fixture({
      pageAccess: {
        activeTab: () => Promise.resolve(storyTab),
        runReader: () => new Promise((resolve) => void (read = resolve)),
      },
    });
    const panel = await openedPanel(flow);
    await askedOutside(flow, {});
    await flow.until(() => panel.panel.store.state().isAttaching);
    panel.panel.draft.type('Why?');
    panel.panel.actions.send();
    await flow.settle();
    expect(flow.platform.received.userMessages).toEqual([]);
    read(story);
    await flow.until(() => flow.platform.received.userMessages.length === 1);
    expect(flow.platform.received.userMessages[0]?.text).toContain(story.text);
  });

  it('begins a new chat, once', async () => {
    const flow = await fixture(storyPages());
    flow.platform.answerWith('ok');
    const panel = await openedPanel(flow);
    panel.panel.draft.type('First');
    panel.panel.actions.send();
    await flow.until(() => panel.panel.store.state().messages.at(-1)?.status === 'complete');
    await askedOutside(flow, { entry: 'new-chat' });
    await flow.until(() => panel.panel.store.state().messages.length === 0);
    await flow.settle();
    expect(await waitingRequests(flow)).toBe(0);
    expect(attachedStory(panel)).toBeNull();
  });

  it('is a prompt of one’s own, with its blanks filled', async () => {
    const flow = await fixture(storyPages());
    await flow.items.prompts.write([{ id: 'p1', title: 'Short', text: 'Put {page} into one line.' }]);
    const panel = await openedPanel(flow);
    await askedOutside(flow, { entry: 'prompt:p1' });
    await flow.until(() => panel.placed() === 1);
    expect(panel.text()).toBe('Put the page into one line.');
    expect(attachedStory(panel)).not.toBeNull();
  });

  it('of a prompt that is gone asks about the page', async () => {
    const flow = await fixture(storyPages());
    const panel = await openedPanel(flow);
    await askedOutside(flow, { entry: 'prompt:gone' });
    await flow.until(() => attachedStory(panel) !== null);
    expect(panel.text()).toBe('');
  });

  it('leaves a page as it is that the user has edited, says so, and puts its question there', async () => {
    const flow = await fixture(storyPages());
    const panel = await openedPanel(flow);
    await askedOutside(flow);
    await flow.until(() => attachedStory(panel) !== null);
    panel.panel.actions.editPage(attachedStory(panel)?.id ?? '', 'Mine');
    await flow.until(() => attachedStory(panel)?.text === 'Mine');
    await askedOutside(flow, { entry: 'explain' });
    await flow.until(() => panel.placed() === 2);
    expect([attachedStory(panel)?.text, refusal(panel)?.code, panel.text()]).toEqual([
      'Mine',
      'page-edited',
      'Explain this page.',
    ]);
  });

  it('is given up where nobody opens the panel for it', async () => {
    const flow = await fixture(storyPages());
    await askedOutside(flow, { entry: 'explain' });
    await flow.advance(11 * 60_000);
    const panel = await openedPanel(flow);
    await flow.settle();
    expect([panel.text(), attachedStory(panel), await waitingRequests(flow)]).toEqual(['', null, 0]);
  });

  it('that can’t be read is told as any page is, once, and its question stands there', async () => {
    const flow = await fixture(storyPages(() => ({ unreadable: 'empty' })));
    const panel = await openedPanel(flow);
    await askedOutside(flow, { entry: 'explain' });
    await flow.until(() => panel.placed() === 1);
    expect(refusal(panel)).toEqual({ code: 'page-empty', subject: 'A story' });
    expect([panel.text(), attachedStory(panel), await waitingRequests(flow)]).toEqual([
      'Explain this page.',
      null,
      0,
    ]);
  });

  it('is forbidden where the organisation forbids pages', async () => {
    const flow = await fixture({ ...storyPages(), policy: { pageContext: { enabled: false } } });
    const panel = await openedPanel(flow);
    await askedOutside(flow, { selected });
    await flow.until(() => refusal(panel) !== null);
    expect(refusal(panel)).toMatchObject({ code: 'page-forbidden' });
    expect(attachedStory(panel)).toBeNull();
  });

  it('waits where the part that takes it is missing, and is told again once that is there', async () => {
    const flow = await fixture(storyPages());
    const panel = await openedPanel(flow);
    flow.setParts(false);
    await askedOutside(flow, { entry: 'explain' });
    await flow.settle();
    expect([panel.text(), await waitingRequests(flow)]).toEqual(['', 1]);
    expect(flow.logged).toContainEqual({ event: 'part-missing', part: 'hand-off', error: 'NetworkError' });
    flow.setParts(true);
    panel.close();
    const again = await openedPanel(flow);
    await flow.until(() => again.placed() === 1);
    expect(again.text()).toBe('Explain this page.');
  });
});

describe('a selection', () => {
  it('is the one of the moment in which it was asked about', async () => {
    let now: unknown = selection;
    const flow = await fixture(storyPages(() => now));
    await askedOutside(flow, { entry: 'selection', selected });
    await flow.settle();
    now = story;
    const panel = await openedPanel(flow);
    await flow.until(() => attachedStory(panel) !== null);
    expect(attachedStory(panel)).toMatchObject({ source: 'selection', text: selection.text });
  });

  it('is what the browser told of it where nothing is selected any more', async () => {
    const flow = await fixture(storyPages());
    await askedOutside(flow, {
      entry: 'selection',
      selected: { ...selected, text: 'a dark\u202E night\u0007' },
    });
    flow.killWorker();
    const panel = await openedPanel(flow);
    await flow.until(() => attachedStory(panel) !== null);
    expect(attachedStory(panel)).toMatchObject({
      source: 'selection',
      text: 'a dark night',
      url: storyTab.url,
    });
  });

  it('of a frame is the browser’s, whatever is selected around it', async () => {
    const flow = await fixture(storyPages(() => selection));
    const panel = await openedPanel(flow);
    const url = 'https://frame.example.test/';
    await askedOutside(flow, { selected: { ...selected, text: 'in the frame', url, isOfFrame: true } });
    await flow.until(() => attachedStory(panel) !== null);
    expect(attachedStory(panel)).toMatchObject({ text: 'in the frame', url });
  });

  it('of a frame that the organisation blocks is not attached', async () => {
    const policy = { pageContext: { block: ['payroll.example.test'] } };
    const flow = await fixture({ ...storyPages(), policy });
    const panel = await openedPanel(flow);
    const url = 'https://payroll.example.test/me';
    await askedOutside(flow, { selected: { ...selected, url, isOfFrame: true } });
    await flow.until(() => refusal(panel) !== null);
    expect([refusal(panel)?.code, attachedStory(panel)]).toEqual(['page-forbidden', null]);
  });

  it('in a field is never read', async () => {
    const flow = await fixture(storyPages());
    const panel = await openedPanel(flow);
    await askedOutside(flow, { selected: { ...selected, text: 'hunter2', isOfField: true } });
    await flow.until(() => refusal(panel) !== null);
    expect([refusal(panel)?.code, attachedStory(panel)]).toEqual(['page-empty', null]);
    expect(JSON.stringify(Array.from(flow.areas.session.stored))).not.toContain('hunter2');
  });
});
