import type { NameFrom } from '../messaging/commands.ts';
import type { PagePort } from '../messaging/page-port.ts';
import { createActivityStore, type ActivityStore, type SaveFile } from './activity-store.ts';
import { createAccountStore, type AccountStore } from './account-store.ts';
import { createConnectionTest, type ConnectionTest } from './connection-test.ts';
import { createDataStore, type DataStore } from './data-store.ts';
import { createOwnPrompts, type OwnPrompts } from './own-prompts.ts';
import { createPreferencesStore, type PreferencesStore } from './preferences-store.ts';
import { createOptionsStore, type OptionsStore } from './options-store.ts';

/** What stands behind the settings page: a store to each of its cards. */
export interface OptionsPage {
  readonly store: OptionsStore;
  readonly test: ConnectionTest;
  readonly account: AccountStore;
  readonly preferences: PreferencesStore;
  readonly prompts: OwnPrompts;
  readonly data: DataStore;
  readonly activity: ActivityStore;
}

interface OptionsPageOptions {
  readonly port: PagePort<NameFrom<'options'>>;
  /** UUID */
  readonly newId: () => string;
  readonly saveFile: SaveFile;
}

export function createOptionsPage({ port, newId, saveFile }: OptionsPageOptions): OptionsPage {
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
  const test = createConnectionTest({ port, settings: () => store.state().draft?.settings ?? null });
  void account.read();
  return {
    store,
    test,
    account,
    preferences: createPreferencesStore(port),
    prompts: createOwnPrompts({ port, newId }),
    data: createDataStore(port),
    activity: createActivityStore({ port, saveFile }),
  };
}
