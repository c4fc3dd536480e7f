import { fail, ok, type Result } from '../shared/result.ts';
import { accountRows, type accountReplies } from './account-rows.ts';
import { activityRows, type activityReplies } from './activity-rows.ts';
import { chatRows, type chatReplies } from './chat-rows.ts';
import type { CommandReply, CommandRow, PortName, Schema } from './command-row.ts';
import { dataRows, type dataReplies } from './data-rows.ts';
import { maskingRows, type maskingReplies } from './masking-rows.ts';
import { handOffRows, type handOffReplies } from './hand-off-rows.ts';
import { messageRows, type messageReplies } from './message-rows.ts';
import { pageRows, type pageReplies } from './page-rows.ts';
import { panelRows, type panelReplies } from './panel-rows.ts';
import { placeRows, type placeReplies } from './place-rows.ts';
import { platformChatRows, type platformChatReplies } from './platform-chat-rows.ts';
import { portRows, type portReplies } from './port-rows.ts';
import { promptRows, type promptReplies } from './prompt-rows.ts';
import { preferencesRows, type preferencesReplies } from './preferences-rows.ts';
import { returnRows, type returnReplies } from './return-rows.ts';
import { settingsRows, type settingsReplies } from './settings-rows.ts';
import { siteRows, type siteReplies } from './site-rows.ts';
import { transferRows, type transferReplies } from './transfer-rows.ts';

const table = {
  ...portRows,
  ...panelRows,
  ...messageRows,
  ...returnRows,
  ...platformChatRows,
  ...chatRows,
  ...pageRows,
  ...placeRows,
  ...handOffRows,
  ...accountRows,
  ...settingsRows,
  ...dataRows,
  ...activityRows,
  ...preferencesRows,
  ...transferRows,
  ...promptRows,
  ...siteRows,
  ...maskingRows,
};

type Table = typeof table;
type Replies = typeof portReplies &
  typeof panelReplies &
  typeof messageReplies &
  typeof returnReplies &
  typeof platformChatReplies &
  typeof chatReplies &
  typeof pageReplies &
  typeof placeReplies &
  typeof handOffReplies &
  typeof accountReplies &
  typeof settingsReplies &
  typeof dataReplies &
  typeof activityReplies &
  typeof preferencesReplies &
  typeof transferReplies &
  typeof promptReplies &
  typeof siteReplies &
  typeof maskingReplies;
export type CommandName = keyof Table;
type Read<Shape> = Shape extends Schema<infer Value> ? Value : never;
type InputOf<Name extends CommandName> = Read<ReturnType<Table[Name]['input']>>;
export type ReplyOf<Name extends CommandName> = Read<Replies[Name]['shape']>;
/** As it crosses the port. */
export type CommandOf<Name extends CommandName> = {
  [Each in Name]: { readonly type: Each } & InputOf<Each>;
}[Name];
export type Command = CommandOf<CommandName>;

/** Those that this page may send; of several pages: that each of them may send. */
export type NameFrom<Port extends PortName> = {
  [Name in CommandName]: [Port] extends [Table[Name]['ports'][number]] ? Name : never;
}[CommandName];

/** Those that need something on screen. */
export type ScreenName = {
  [Name in CommandName]: Table[Name] extends { readonly screen: string } ? Name : never;
}[CommandName];

/** Every command there is. Pages import the replies to those that they send, and of this no more than the types. */
export const commands: { readonly [Name in CommandName]: CommandRow<InputOf<Name>> } = table;

/** What a page's end of the port has to know of the commands that it sends. */
export type RepliesTo<Name extends CommandName> = {
  readonly [Sent in Name]: CommandReply<ReplyOf<Sent>>;
};

type Fault = 'unreadable' | 'unknown' | 'wrong-port';

/** What that page has asked for; or why it can't be done, which is a fault of ours. */
export function readCommand<Port extends PortName>(
  port: Port,
  command: { readonly type: string },
): Result<CommandOf<NameFrom<Port>>, Fault> {
  const { type } = command;
  if (!isKnown(type)) return fail('unknown');
  return maySend(port, type) ? readInput(type, command) : fail('wrong-port');
}

function isKnown(type: string): type is CommandName {
  return Object.hasOwn(commands, type);
}

function maySend<Port extends PortName>(port: Port, name: CommandName): name is NameFrom<Port> {
  return commands[name].ports.some((allowed) => allowed === port);
}

function readInput<Name extends CommandName>(type: Name, command: object): Result<CommandOf<Name>, Fault> {
  const input = commands[type].input().safeParse(command);
  return input.success ? ok({ type, ...input.data }) : fail('unreadable');
}
