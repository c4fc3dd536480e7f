import { productionProfile, toSettingsInput } from '../../lib/config/profile.ts';
import type { CommandOf } from '../../lib/messaging/commands.ts';
import type { SettingsInput } from '../../lib/messaging/settings-shapes.ts';
import type { Flow } from './harness.ts';

/** As typed for the flow's own platform, but for what is said. */
export const settingsOf = (flow: Flow, change: Partial<SettingsInput> = {}): SettingsInput => ({
  ...toSettingsInput(productionProfile),
  apiUrl: flow.platform.apiUrl,
  ...change,
});

/** *Save*, of the profile that the flow begins with unless said otherwise. */
export const save = (
  settings: SettingsInput,
  profileId = productionProfile.id,
): CommandOf<'settings/save'> => ({
  type: 'settings/save',
  profileId,
  settings,
});
