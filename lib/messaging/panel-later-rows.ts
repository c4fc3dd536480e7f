import { accountRows } from './account-rows.ts';
import { chatRows } from './chat-rows.ts';
import type { NameFrom, PageRows } from './commands.ts';
import { handOffRows } from './hand-off-rows.ts';
import type { messageRows } from './message-rows.ts';
import { pageRows } from './page-rows.ts';
import type { panelRows } from './panel-rows.ts';
import { placeRows } from './place-rows.ts';
import { platformChatRows } from './platform-chat-rows.ts';
import type { portRows } from './port-rows.ts';
import { promptRows } from './prompt-rows.ts';
import { returnRows } from './return-rows.ts';
import { siteRows } from './site-rows.ts';
import { transferRows } from './transfer-rows.ts';

/** What it sends as soon as it opens, or a message is typed: in its first load. */
type EarlyName = keyof typeof portRows | keyof typeof panelRows | keyof typeof messageRows;

/**
 * What the panel sends only once somebody has opened a dialog or a menu, asked from outside, or wants to see a place: read
 * then, and not with the panel.
 */
export const panelLaterRows = {
  ...accountRows,
  ...chatRows,
  ...handOffRows,
  ...platformChatRows,
  ...pageRows,
  ...placeRows,
  ...returnRows,
  ...transferRows,
  ...siteRows,
  'prompts/read': promptRows['prompts/read'],
  // The port itself can't tell that one is missing.
} satisfies PageRows<Exclude<NameFrom<'panel'>, EarlyName>>;
