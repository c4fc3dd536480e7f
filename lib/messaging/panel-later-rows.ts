import { accountRows } from './account-rows.ts';
import { chatRows } from './chat-rows.ts';
import { placeRows } from './place-rows.ts';
import { platformChatRows } from './platform-chat-rows.ts';
import { promptRows } from './prompt-rows.ts';
import { siteRows } from './site-rows.ts';
import { transferRows } from './transfer-rows.ts';

/** What the panel sends only once somebody has opened a dialog or a menu, or wants to see a place: read then, and not with the panel. */
export const panelLaterRows = {
  ...accountRows,
  ...chatRows,
  ...platformChatRows,
  ...placeRows,
  ...transferRows,
  ...siteRows,
  'prompts/read': promptRows['prompts/read'],
};
