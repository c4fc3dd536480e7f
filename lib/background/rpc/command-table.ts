import type { LoadPart } from '../../shared/background-part.ts';
import type { HandOffs } from '../hand-off/hand-offs.ts';
import { createAccountCommands, type AccountCommandsOptions } from './account-commands.ts';
import type { LaterCommandsOptions } from './later-commands.ts';
import { createCommandsOnDemand, type LaterCommandsPart } from './later-commands-part.ts';
import { createMessageCommands, type MessageCommandsOptions } from './message-commands.ts';
import { createPanelCommands, type PanelCommandsOptions } from './panel-commands.ts';
import type { CommandHandlers } from './command-handlers.ts';

/** What they all stand on. */
export type CommandTableOptions = PanelCommandsOptions &
  MessageCommandsOptions &
  AccountCommandsOptions &
  LaterCommandsOptions & {
    readonly loadLaterCommands: LoadPart<LaterCommandsPart>;
    readonly handOffs: Pick<HandOffs, 'take'>;
  };

/** The handler of every command, each room's beside the others'. */
export function createCommandTable(options: CommandTableOptions): CommandHandlers {
  return {
    ...createPanelCommands(options),
    ...createMessageCommands(options),
    ...createCommandsOnDemand(options.loadLaterCommands, options),
    'hand-off/take': options.handOffs.take,
    ...createAccountCommands(options),
  };
}
