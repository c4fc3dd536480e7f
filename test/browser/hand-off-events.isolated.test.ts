import { beforeEach, describe, expect, it, vi } from 'vitest';
import { onHandOff } from '../../lib/browser/hand-off-events.ts';
import { longestSelection, longestTyped } from '../../lib/shared/hand-off.ts';

const double = vi.hoisted(() => {
  const event = () => {
    const listeners: ((...told: unknown[]) => void)[] = [];
    return {
      addListener: (listener: (...told: unknown[]) => void) => void listeners.push(listener),
      tell: (...told: unknown[]) =>
        listeners.splice(0).forEach((listener) => (listener(...told), listeners.push(listener))),
      clear: () => void listeners.splice(0),
    };
  };
  /** In order, what was done. */
  const done: unknown[] = [];
  let focused: unknown = { id: 3, incognito: false };
  return {
    done,
    focus: (next: unknown) => void (focused = next),
    browser: {
      contextMenus: { onClicked: event() },
      commands: { onCommand: event() },
      omnibox: { onInputStarted: event(), onInputChanged: event(), onInputEntered: event() },
      windows: {
        WINDOW_ID_NONE: -1,
        getLastFocused: (callback?: (window: unknown) => void) =>
          callback === undefined ? Promise.resolve(focused) : callback(focused),
      },
      sidePanel: {
        open: (of: unknown) => (done.push({ opened: of }), Promise.reject(new Error('no gesture'))),
      },
    },
  };
});
vi.mock('../../lib/browser/browser.ts', () => ({ browser: double.browser }));

const { contextMenus, commands, omnibox } = double.browser;
const tab = { windowId: 3, incognito: false, title: 'A story' };
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  double.done.splice(0);
  double.focus({ id: 3, incognito: false });
  const events = [contextMenus.onClicked, commands.onCommand, ...Object.values(omnibox)];
  for (const event of events) event.clear();
  onHandOff((event, isPrivate) => void double.done.push({ asked: event, isPrivate }));
});

const opened = { opened: { windowId: 3 } };

describe('a click in the menu', () => {
  const info = { menuItemId: 'explain', pageUrl: 'https://a.example/', frameId: 0, editable: false };

  it('is told and opens the panel in the same turn, in this order', () => {
    contextMenus.onClicked.tell(info, tab);
    expect(double.done).toEqual([{ asked: { windowId: 3, entry: 'explain' }, isPrivate: false }, opened]);
  });

  it.each([
    [{}, { url: 'https://a.example/', isOfFrame: false, isOfField: false }],
    [{ editable: true }, { url: 'https://a.example/', isOfFrame: false, isOfField: true }],
    [
      { frameId: 5, frameUrl: 'https://frame.example/' },
      { url: 'https://frame.example/', isOfFrame: true, isOfField: false },
    ],
    [
      { frameId: 5, frameUrl: 'about:srcdoc' },
      { url: 'https://a.example/', isOfFrame: true, isOfField: false },
    ],
  ])('takes along what is selected: %j', (more, selected) => {
    contextMenus.onClicked.tell({ ...info, ...more, selectionText: 'words' }, tab);
    expect(double.done[0]).toMatchObject({
      asked: { selected: { text: 'words', title: 'A story', ...selected } },
    });
  });

  it('takes no more of it than a page may have', () => {
    contextMenus.onClicked.tell({ ...info, selectionText: 'x'.repeat(longestSelection + 5) }, tab);
    const { asked } = double.done[0] as { asked: { selected: { text: string } } };
    expect(asked.selected.text).toHaveLength(longestSelection);
  });

  it('in a private window is told as one', () => {
    contextMenus.onClicked.tell(info, { ...tab, incognito: true });
    expect(double.done[0]).toMatchObject({ isPrivate: true });
  });

  it('on what is no tab does nothing', () => {
    contextMenus.onClicked.tell(info, undefined);
    expect(double.done).toEqual([]);
  });
});

it('a key is told and opens the panel', () => {
  commands.onCommand.tell('new-chat', tab);
  expect(double.done).toEqual([{ asked: { windowId: 3, entry: 'new-chat' }, isPrivate: false }, opened]);
});

describe('words in the address bar', () => {
  const asked = { asked: { windowId: 3, entry: 'words', typed: 'why?' }, isPrivate: false };

  it('are told, and open the panel, in the turn of Enter', async () => {
    omnibox.onInputStarted.tell();
    await settle();
    omnibox.onInputEntered.tell('why?', 'currentTab');
    expect(double.done).toEqual([asked, opened]);
  });

  it('are those of the window in which they were begun to be typed by this worker', async () => {
    omnibox.onInputChanged.tell('wh');
    await settle();
    double.focus({ id: 9, incognito: false });
    omnibox.onInputChanged.tell('why');
    await settle();
    omnibox.onInputEntered.tell('why?', 'currentTab');
    expect(double.done).toEqual([asked, opened]);
  });

  it('that have started the worker open the panel in what the browser calls back', () => {
    omnibox.onInputEntered.tell('why?', 'currentTab');
    expect(double.done).toEqual([asked, opened]);
  });

  it('are no more than fit', async () => {
    omnibox.onInputStarted.tell();
    await settle();
    omnibox.onInputEntered.tell('x'.repeat(longestTyped + 5), 'currentTab');
    expect((double.done[0] as { asked: { typed: string } }).asked.typed).toHaveLength(longestTyped);
  });

  it('where there is no window any more are dropped', () => {
    double.focus(undefined);
    omnibox.onInputEntered.tell('why?', 'currentTab');
    expect(double.done).toEqual([]);
  });
});
