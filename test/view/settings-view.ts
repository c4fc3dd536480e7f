import { blankSettings, settingsRecord } from '../../lib/config/settings-record.ts';
import type { Account } from '../../lib/messaging/account-shapes.ts';
import type { SettingsInput, SettingsView } from '../../lib/messaging/settings-shapes.ts';

export const settings = (changes: Partial<SettingsInput> = {}): SettingsInput => ({
  ...blankSettings(),
  name: 'Acme',
  apiUrl: 'https://api.acme.test',
  tenantId: 'acme',
  ...changes,
});

/** A profile of one's own in use, and another. */
export const settingsView = (changes: Partial<SettingsView> = {}): SettingsView => ({
  profileId: 'p1',
  profiles: [
    { id: 'p1', name: 'Acme', isManaged: false },
    { id: 'p2', name: 'Beta', isManaged: false },
  ],
  settings: settings(),
  derivedWsUrl: 'wss://api.acme.test/api/v1/ws/chat',
  foundWsUrl: null,
  blank: settings({ name: '', apiUrl: 'https://api.miptechnologies.tech', tenantId: 'miptech-company' }),
  locked: [],
  blankLocked: [],
  mayAdd: true,
  protocols: [...settingsRecord.protocol.choices],
  pageRules: { enabled: true, allow: null, block: [] },
  policyMistakes: [],
  redirectUrl: 'https://extension.test/back',
  ...changes,
});

/** The same, with the other one in use. */
export const betaView = (): SettingsView =>
  settingsView({ profileId: 'p2', settings: settings({ name: 'Beta', apiUrl: 'https://beta.test' }) });

export const account = (changes: Partial<Account> = {}): Account => ({
  state: 'signed-out',
  name: null,
  email: null,
  stays: false,
  hasSso: false,
  ...changes,
});

export const ada = (changes: Partial<Account> = {}): Account =>
  account({ state: 'signed-in', name: 'Ada', email: 'ada@acme.test', ...changes });
