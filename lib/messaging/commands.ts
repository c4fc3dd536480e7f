import { fail, ok, type Result } from '../shared/result.ts';
import { accountRows } from './account-rows.ts';
import { activityRows } from './activity-rows.ts';
import { chatRows } from './chat-rows.ts';
import type { CommandRow, PortName, Schema } from './command-row.ts';
import { dataRows } from './data-rows.ts';
import { maskingRows } from './masking-rows.ts';
import { handOffRows } from './hand-off-rows.ts';
import { messageRows } from './message-rows.ts';
import { pageRows } from './page-rows.ts';
import { panelRows } from './panel-rows.ts';
import { placeRows } from './place-rows.ts';
import { platformChatRows } from './platform-chat-rows.ts';
import { portRows } from './port-rows.ts';
import { promptRows } from './prompt-rows.ts';
import { preferencesRows } from './preferences-rows.ts';
import { returnRows } from './return-rows.ts';
import { settingsRows } from './settings-rows.ts';
import { siteRows } from './site-rows.ts';
import { transferRows } from './transfer-rows.ts';

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
export type CommandName = keyof Table;
type Read<Shape> = Shape extends Schema<infer Value> ? Value : never;
type InputOf<Name extends CommandName> = Read<Table[Name]['input']>;
export type ReplyOf<Name extends CommandName> = Read<Table[Name]['reply']>;
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

/** Every command there is. Pages import the rows of those that they send, and of this no more than the types. */
export const commands: {
  readonly [Name in CommandName]: CommandRow<InputOf<Name>, ReplyOf<Name>>;
} = table;

/** What a page's end of the port has to know of the commands that it sends. */
export type PageRows<Name extends CommandName> = {
  readonly [Sent in Name]: { readonly reply: Schema<ReplyOf<Sent>>; readonly isSlow?: true };
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
  const input = commands[type].input.safeParse(command);
  return input.success ? ok({ type, ...input.data }) : fail('unreadable');
}
