import { activityRows } from '../../messaging/activity-rows.ts';
import { chatRows } from '../../messaging/chat-rows.ts';
import { dataRows } from '../../messaging/data-rows.ts';
import { maskingRows } from '../../messaging/masking-rows.ts';
import { pageRows } from '../../messaging/page-rows.ts';
import { placeRows } from '../../messaging/place-rows.ts';
import { platformChatRows } from '../../messaging/platform-chat-rows.ts';
import { preferencesRows } from '../../messaging/preferences-rows.ts';
import { promptRows } from '../../messaging/prompt-rows.ts';
import { returnRows } from '../../messaging/return-rows.ts';
import { settingsRows } from '../../messaging/settings-rows.ts';
import { siteRows } from '../../messaging/site-rows.ts';
import { transferRows } from '../../messaging/transfer-rows.ts';
import { keysOf } from '../../shared/record-of.ts';

/** Commands that few of a worker's lives are asked. */
export const laterNames = keysOf({
  ...pageRows,
  ...placeRows,
  ...returnRows,
  ...siteRows,
  ...maskingRows,
  ...dataRows,
  ...activityRows,
  ...transferRows,
  ...promptRows,
  ...chatRows,
  ...platformChatRows,
  ...preferencesRows,
  ...settingsRows,
});
