import type { AttentionSigns, ChatEnd, WaitingChats } from '../shared/attention-signs.ts';
import { browser } from './browser.ts';
import { noticeId } from './notice-id.ts';

/** In the language of the person; the browser's own surfaces know no other way to words. */
export interface SignWords {
  /** The title of the toolbar button. */
  button(waiting: WaitingChats): string;
  readonly title: string;
  readonly ends: Readonly<Record<ChatEnd, string>>;
}

/** White on it is read at 6.5 : 1, and it stands out of light and dark toolbars. */
const badgeColour = '#b3261e';
const badgeInk = '#ffffff';

const icon = '/icon/128.png';

/** The browser keeps a badge until it ends, whatever becomes of the worker. */
export function createAttentionSigns(words: SignWords): AttentionSigns {
  const { action } = browser;
  return {
    mark(waiting) {
      const count = waiting.answers + waiting.needs;
      // A badge has room for four characters.
      const text = count === 0 ? '' : count > 99 ? '99+' : String(count);
      void quietly(action.setBadgeText({ text }));
      void quietly(action.setTitle({ title: words.button(waiting) }));
      if (count === 0) return;
      void quietly(action.setBadgeBackgroundColor({ color: badgeColour }));
      void quietly(action.setBadgeTextColor?.({ color: badgeInk }));
    },
    notify(notice) {
      const { end, words: said } = notice;
      const isAnswered = end === 'answered';
      void quietly(
        // Without the permission there is no such API.
        browser.notifications?.create(noticeId(notice), {
          type: 'basic',
          iconUrl: browser.runtime.getURL(icon),
          title: said?.title || words.title,
          message: (isAnswered && said?.line) || words.ends[end],
        }),
      );
    },
    withdraw: (notice) => void quietly(browser.notifications?.clear(noticeId(notice))),
  };
}

async function quietly(sign: Promise<unknown> | undefined): Promise<void> {
  // A sign that can't be given is given up: what it is about is in the chat.
  await sign?.catch(() => undefined);
}
