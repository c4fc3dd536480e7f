import { longestSelection, longestTyped, typedEntry, type HandOffEvent } from '../shared/hand-off.ts';
import { browser } from './browser.ts';
import { openSidePanel, toggleCommand } from './side-panel.ts';

/** As far as it is needed: the polyfill's types know neither. */
interface Place {
  readonly id?: number | undefined;
  readonly incognito?: boolean | undefined;
}

/**
 * Requests to the panel from outside of our pages: our entries in the menu of a page, the commands of the manifest, words
 * typed behind our keyword. Each opens the panel beside the page, as far as the browser lets us, and a click or a key grants
 * `activeTab`. To be called in the first turn of a worker: a request may be what has woken it.
 * @param ask told in the same turn in which the panel is opened
 */
export function onHandOff(ask: (event: HandOffEvent, isPrivate: boolean) => void): void {
  const { contextMenus, commands, omnibox } = browser;
  /** Where words are being typed: opening the panel can't wait for an answer to that. */
  let typing: Place | null = null;

  function hand(event: HandOffEvent, isPrivate = false): void {
    // Before the panel: it is stored while that opens.
    ask(event, isPrivate);
    // Where the browser refuses, it waits for the panel to be opened by its button.
    openSidePanel(event.windowId).catch(() => undefined);
  }

  async function lookWhere(): Promise<void> {
    // A browser that has no window any more has nowhere to open a panel either.
    // Looked up here: to make `windows` there takes the browser a millisecond, and few workers need it.
    typing = await browser.windows.getLastFocused().catch(() => null);
  }

  function typed(text: string): void {
    const { id: windowId, incognito } = typing ?? {};
    if (windowId !== undefined)
      hand({ windowId, entry: typedEntry, typed: text.slice(0, longestTyped) }, incognito);
  }

  contextMenus.onClicked.addListener((info, tab) => {
    const { selectionText: text, pageUrl = '', frameUrl = pageUrl, frameId = 0, editable } = info;
    if (tab?.windowId === undefined) return;
    const selected = text && {
      text: text.slice(0, longestSelection),
      // A frame without an address of its own is part of its page.
      url: frameUrl.startsWith('http') ? frameUrl : pageUrl,
      title: tab.title ?? '',
      isOfFrame: frameId > 0,
      isOfField: editable,
    };
    hand(
      { windowId: tab.windowId, entry: String(info.menuItemId), ...(selected && { selected }) },
      tab.incognito,
    );
  });
  commands.onCommand.addListener((entry, tab) => {
    if (tab?.windowId !== undefined && entry !== toggleCommand)
      hand({ windowId: tab.windowId, entry }, tab.incognito);
  });
  omnibox.onInputStarted.addListener(() => void lookWhere());
  // By a worker that has begun since.
  omnibox.onInputChanged.addListener(() => void (typing ?? lookWhere()));
  omnibox.onInputEntered.addListener((text) => {
    if (typing !== null) return typed(text);
    // This worker has only begun.
    if (import.meta.env.FIREFOX) {
      // It opens its sidebar without being told where, and would not once that is known.
      openSidePanel(browser.windows.WINDOW_ID_NONE).catch(() => undefined);
      void lookWhere().then(() => typed(text));
      return;
    }
    // Chromium counts what it calls back as part of the person's gesture, and no promise (tried with 156).
    const { windows } = browser;
    Reflect.apply(windows.getLastFocused, windows, [
      (found: Place | undefined) => {
        typing = found ?? null;
        typed(text);
      },
    ]);
  });
}
