import { accountReplies } from './account-rows.ts';
import { chatReplies } from './chat-rows.ts';
import type { NameFrom, RepliesTo } from './commands.ts';
import { handOffReplies } from './hand-off-rows.ts';
import type { messageReplies } from './message-rows.ts';
import { pageReplies } from './page-rows.ts';
import type { panelReplies } from './panel-rows.ts';
import { placeReplies } from './place-rows.ts';
import { platformChatReplies } from './platform-chat-rows.ts';
import type { portReplies } from './port-rows.ts';
import { promptReplies } from './prompt-rows.ts';
import { returnReplies } from './return-rows.ts';
import { siteReplies } from './site-rows.ts';
import { transferReplies } from './transfer-rows.ts';

/** What it sends as soon as it opens, or a message is typed: in its first load. */
type EarlyName = keyof typeof portReplies | keyof typeof panelReplies | keyof typeof messageReplies;

/**
 * What the panel sends only once somebody has opened a dialog or a menu, asked from outside, or wants to see a place: read
 * then, and not with the panel.
 */
export const panelLaterReplies = {
  ...accountReplies,
  ...chatReplies,
  ...handOffReplies,
  ...platformChatReplies,
  ...pageReplies,
  ...placeReplies,
  ...returnReplies,
  ...transferReplies,
  ...siteReplies,
  'prompts/read': promptReplies['prompts/read'],
  // The port itself can't tell that one is missing.
} satisfies RepliesTo<Exclude<NameFrom<'panel'>, EarlyName>>;
