import type { PreferenceStore } from '../preferences/preference-store.ts';
import { createAccountCommands, type AccountCommandsOptions } from './account-commands.ts';
import { createActivityCommands, type ActivityCommandsOptions } from './activity-commands.ts';
import { createChatCommands, type ChatCommandsOptions } from './chat-commands.ts';
import { createDataCommands, type DataCommandsOptions } from './data-commands.ts';
import { createMaskingCommands, type MaskingCommandsOptions } from './masking-commands.ts';
import { createMessageCommands, type MessageCommandsOptions } from './message-commands.ts';
import { createPageCommands, type PageCommandsOptions } from './page-commands.ts';
import { createPanelCommands, type PanelCommandsOptions } from './panel-commands.ts';
import { createPlatformChatCommands, type PlatformChatCommandsOptions } from './platform-chat-commands.ts';
import { createPreferencesCommands } from './preferences-commands.ts';
import { createPromptCommands, type PromptCommandsOptions } from './prompt-commands.ts';
import { createSettingsCommands, type SettingsCommandsOptions } from './settings-commands.ts';
import { createSiteCommands, type SiteCommandsOptions } from './site-commands.ts';
import { createTransferCommands, type TransferCommandsOptions } from './transfer-commands.ts';
import type { CommandHandlers } from './command-handlers.ts';

/** What they all stand on. */
export type CommandTableOptions = PanelCommandsOptions &
  MessageCommandsOptions &
  PlatformChatCommandsOptions &
  ChatCommandsOptions &
  PageCommandsOptions &
  AccountCommandsOptions &
  SettingsCommandsOptions &
  DataCommandsOptions &
  ActivityCommandsOptions &
  TransferCommandsOptions &
  PromptCommandsOptions &
  MaskingCommandsOptions &
  SiteCommandsOptions & {
    readonly preferences: Pick<PreferenceStore, 'read' | 'change'>;
  };

/** The handler of every command, each room's beside the others'. */
export function createCommandTable(options: CommandTableOptions): CommandHandlers {
  return {
    ...createPanelCommands(options),
    ...createMessageCommands(options),
    ...createPlatformChatCommands(options),
    ...createChatCommands(options),
    ...createPageCommands(options),
    ...createAccountCommands(options),
    ...createSettingsCommands(options),
    ...createDataCommands(options),
    ...createActivityCommands(options),
    ...createPreferencesCommands(options.preferences),
    ...createTransferCommands(options),
    ...createPromptCommands(options),
    ...createSiteCommands(options),
    ...createMaskingCommands(options),
  };
}
