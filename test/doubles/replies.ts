import type { CommandName, RepliesTo } from '../../lib/messaging/commands.ts';
import { accountReplies } from '../../lib/messaging/account-rows.ts';
import { activityReplies } from '../../lib/messaging/activity-rows.ts';
import { chatReplies } from '../../lib/messaging/chat-rows.ts';
import { dataReplies } from '../../lib/messaging/data-rows.ts';
import { handOffReplies } from '../../lib/messaging/hand-off-rows.ts';
import { maskingReplies } from '../../lib/messaging/masking-rows.ts';
import { messageReplies } from '../../lib/messaging/message-rows.ts';
import { pageReplies } from '../../lib/messaging/page-rows.ts';
import { panelReplies } from '../../lib/messaging/panel-rows.ts';
import { placeReplies } from '../../lib/messaging/place-rows.ts';
import { platformChatReplies } from '../../lib/messaging/platform-chat-rows.ts';
import { portReplies } from '../../lib/messaging/port-rows.ts';
import { preferencesReplies } from '../../lib/messaging/preferences-rows.ts';
import { promptReplies } from '../../lib/messaging/prompt-rows.ts';
import { returnReplies } from '../../lib/messaging/return-rows.ts';
import { settingsReplies } from '../../lib/messaging/settings-rows.ts';
import { siteReplies } from '../../lib/messaging/site-rows.ts';
import { transferReplies } from '../../lib/messaging/transfer-rows.ts';

/** To every command there is. */
export const replies: RepliesTo<CommandName> = {
  ...portReplies,
  ...panelReplies,
  ...messageReplies,
  ...returnReplies,
  ...platformChatReplies,
  ...chatReplies,
  ...pageReplies,
  ...placeReplies,
  ...handOffReplies,
  ...accountReplies,
  ...settingsReplies,
  ...dataReplies,
  ...activityReplies,
  ...preferencesReplies,
  ...transferReplies,
  ...promptReplies,
  ...siteReplies,
  ...maskingReplies,
};
