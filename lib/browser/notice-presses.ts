import { browser } from './browser.ts';
import { readNoticeId } from './notice-id.ts';
import { openSidePanel } from './side-panel.ts';

/**
 * A press on a notification opens the panel beside the window where its chat was last, as far as the browser lets us, and
 * brings that window to the front. To be called in the first turn of a worker: a press may be what has woken it.
 * @param lead told which chat the panel of that window is to show, now or when it opens
 */
export function onNoticePressed(lead: (windowId: number, conversationId: string) => void): void {
  function pressed(id: string): void {
    const notice = readNoticeId(id);
    if (notice === null) return;
    // In the turn of the press, before anything is known of that window: later, browsers refuse it.
    if (notice.windowId !== null) openSidePanel(notice.windowId).catch(() => undefined);
    void browser.notifications.clear(id);
    void front(notice.windowId).then(
      (windowId) => lead(windowId, notice.conversationId),
      // No window is open any more. The mark on the button leads there, too.
      () => undefined,
    );
  }

  function listen(): void {
    browser.notifications?.onClicked.addListener(pressed);
  }

  listen();
  // Allowed only now: until then there was nothing to listen to.
  browser.permissions.onAdded.addListener(({ permissions }) => {
    if (permissions?.includes('notifications') === true) listen();
  });
}

/** Brings that window to the front; where it is gone, the one that was used last. Resolves with which it was. */
async function front(wished: number | null): Promise<number> {
  const { windows } = browser;
  // Closed since then: another one will do.
  const found = wished === null ? null : await windows.get(wished).catch(() => null);
  const { id } = found ?? (await windows.getLastFocused());
  if (id === undefined) throw new Error('no-window');
  await windows.update(id, { focused: true });
  return id;
}
