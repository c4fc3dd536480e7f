import type { NameFrom } from '../messaging/commands.ts';
import type { PagePort } from '../messaging/page-port.ts';
import type { SiteAccess } from '../shared/site-access.ts';
import { createActivityStore, type ActivityStore, type SaveFile } from './activity-store.ts';
import { createAccountStore, type AccountStore } from './account-store.ts';
import { createConnectionTest, type ConnectionTest } from './connection-test.ts';
import { createDataStore, type DataStore } from './data-store.ts';
import { meantSettings } from './meant-settings.ts';
import { createMaskingStore, type MaskingStore } from './masking-store.ts';
import { createNotifyAccess, type NotifyAccess, type NotifyAccessOptions } from './notify-access.ts';
import { createOwnPrompts, type OwnPrompts } from './own-prompts.ts';
import { createPreferencesStore, type PreferencesStore } from './preferences-store.ts';
import type { TransferTools } from './transfer-tools.ts';
import { createPageAccessList, type PageAccessList } from './page-access.ts';
import { createOptionsStore, type OptionsStore } from './options-store.ts';

/** What stands behind the settings page: a store to each of its cards. */
export interface OptionsPage {
  readonly store: OptionsStore;
  readonly test: ConnectionTest;
  readonly account: AccountStore;
  readonly pageAccess: PageAccessList;
  readonly preferences: PreferencesStore;
  readonly notifyAccess: NotifyAccess;
  readonly masking: MaskingStore;
  readonly prompts: OwnPrompts;
  readonly data: DataStore;
  readonly activity: ActivityStore;
  readonly transfer: TransferTools;
}

interface OptionsPageOptions {
  readonly port: PagePort<NameFrom<'options'>>;
  /** UUID */
  readonly newId: () => string;
  readonly saveFile: SaveFile;
  readonly notifications: NotifyAccessOptions;
  readonly siteAccess: SiteAccess;
  /** Of the extension. */
  readonly version: string;
  /** In a private window. Default: false. */
  readonly isPrivate?: boolean;
}

export function createOptionsPage({
  port,
  newId,
  saveFile,
  notifications,
  siteAccess,
  version,
  isPrivate = false,
}: OptionsPageOptions): OptionsPage {
  const account = createAccountStore(port);
  const store = createOptionsStore({
    port,
    newId,
    applied(isAnother) {
      if (isAnother) {
        account.forget();
        test.forget();
      }
      void account.read();
    },
  });
  const test = createConnectionTest({
    port,
    settings() {
      const { draft } = store.state();
      return draft === null ? null : meantSettings(draft.settings);
    },
    refused: store.refuse,
  });
  void account.read();
  return {
    store,
    test,
    account,
    pageAccess: createPageAccessList({ port, access: siteAccess }),
    preferences: createPreferencesStore(port),
    notifyAccess: createNotifyAccess(notifications),
    masking: createMaskingStore(port),
    prompts: createOwnPrompts({ port, newId }),
    data: createDataStore(port),
    activity: createActivityStore({ port, saveFile, version }),
    transfer: { port, saveFile, isPrivate },
  };
}
