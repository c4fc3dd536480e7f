import { accountRows } from './account-rows.ts';
import { chatRows } from './chat-rows.ts';
import { platformChatRows } from './platform-chat-rows.ts';
import { promptRows } from './prompt-rows.ts';
import { siteRows } from './site-rows.ts';
import { transferRows } from './transfer-rows.ts';

/** What the panel sends only once somebody has opened a dialog or a menu: read then, and not with the panel. */
export const panelLaterRows = {
  ...accountRows,
  ...chatRows,
  ...platformChatRows,
  ...transferRows,
  ...siteRows,
  'prompts/read': promptRows['prompts/read'],
};
