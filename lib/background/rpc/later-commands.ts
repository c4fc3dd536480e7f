import type { Items } from '../../storage/items.ts';
import { createAgreedSiteStore } from '../page-capture/agreed-sites.ts';
import type { PreferenceStore } from '../preferences/preference-store.ts';
import { createActivityCommands, type ActivityCommandsOptions } from './activity-commands.ts';
import type { CommandHandlers } from './command-handlers.ts';
import { createChatCommands, type ChatCommandsOptions } from './chat-commands.ts';
import { createDataCommands, type DataCommandsOptions } from './data-commands.ts';
import type { laterNames } from './later-names.ts';
import { createMaskingCommands, type MaskingCommandsOptions } from './masking-commands.ts';
import { createPageCommands, type PageCommandsOptions } from './page-commands.ts';
import { createPlatformChatCommands, type PlatformChatCommandsOptions } from './platform-chat-commands.ts';
import { createPreferencesCommands } from './preferences-commands.ts';
import { createPromptCommands, type PromptCommandsOptions } from './prompt-commands.ts';
import { createReturnCommands, type ReturnCommandsOptions } from './return-commands.ts';
import { createSettingsCommands, type SettingsCommandsOptions } from './settings-commands.ts';
import { createSiteCommands, type SiteCommandsOptions } from './site-commands.ts';
import { createTransferCommands, type TransferCommandsOptions } from './transfer-commands.ts';

export type LaterCommandsOptions = PageCommandsOptions &
  ReturnCommandsOptions &
  Omit<SiteCommandsOptions, 'agreedSites'> &
  MaskingCommandsOptions &
  DataCommandsOptions &
  ActivityCommandsOptions &
  TransferCommandsOptions &
  PromptCommandsOptions &
  ChatCommandsOptions &
  PlatformChatCommandsOptions &
  SettingsCommandsOptions & {
    readonly items: Pick<Items, 'agreedSites'>;
    readonly preferences: Pick<PreferenceStore, 'read' | 'change'>;
  };

export type LaterCommands = Pick<CommandHandlers, (typeof laterNames)[number]>;

/** The handlers of what is asked for by a press in a menu, a dialog or the settings, and seldom. */
export function createLaterCommands(options: LaterCommandsOptions): LaterCommands {
  return {
    ...createPageCommands(options),
    ...createReturnCommands(options),
    ...createSiteCommands({ ...options, agreedSites: createAgreedSiteStore(options.items.agreedSites) }),
    ...createMaskingCommands(options),
    ...createDataCommands(options),
    ...createActivityCommands(options),
    ...createTransferCommands(options),
    ...createPromptCommands(options),
    ...createChatCommands(options),
    ...createPlatformChatCommands(options),
    ...createPreferencesCommands(options.preferences),
    ...createSettingsCommands(options),
  };
}
