import { useEffect, useLayoutEffect, useRef, useSyncExternalStore, type ReactElement } from 'react';
import type { AccountStore } from '../../lib/view/account-store.ts';
import type { ActivityStore } from '../../lib/view/activity-store.ts';
import type { ConnectionTest } from '../../lib/view/connection-test.ts';
import type { DataStore } from '../../lib/view/data-store.ts';
import type { NotifyAccess } from '../../lib/view/notify-access.ts';
import type { MaskingStore } from '../../lib/view/masking-store.ts';
import type { OwnPrompts } from '../../lib/view/own-prompts.ts';
import type { PageAccessList } from '../../lib/view/page-access.ts';
import type { PreferencesStore } from '../../lib/view/preferences-store.ts';
import type { TransferTools } from '../../lib/view/transfer-tools.ts';
import type { OptionsStore } from '../../lib/view/options-store.ts';
import type { ProblemAction } from '../../lib/view/words/problem-telling.ts';
import { problemField } from '../../lib/view/problem-field.ts';
import type { SettingsField } from '../../lib/view/profile-draft.ts';
import { useKeptChanges } from './kept-changes.ts';
import { toSetting } from './to-setting.ts';
import { newsWords } from '../../lib/view/words/news-words.ts';
import { optionsWords } from '../../lib/view/words/options-words.ts';
import { BrandMark } from '../common/BrandMark.tsx';
import { ErrorBoundary } from '../common/ErrorBoundary.tsx';
import { ProblemAlert } from '../common/ProblemAlert.tsx';
import { say } from '../common/say.ts';
import { AccountSection } from './AccountSection.tsx';
import { ActivitySection } from './ActivitySection.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
import { BehaviourSection } from './BehaviourSection.tsx';
import { ConnectionCard } from './ConnectionCard.tsx';
import { DataSection } from './DataSection.tsx';
import { MaskingSection } from './MaskingSection.tsx';
import { PageAccessSection } from './PageAccessSection.tsx';
import { PromptsSection } from './PromptsSection.tsx';

export interface OptionsRootProps {
  store: OptionsStore;
  test: ConnectionTest;
  account: AccountStore;
  pageAccess: PageAccessList;
  preferences: PreferencesStore;
  notifyAccess: NotifyAccess;
  masking: MaskingStore;
  prompts: OwnPrompts;
  data: DataStore;
  activity: ActivityStore;
  transfer: TransferTools;
  restart: () => void;
  /** Asks the browser for access to an origin; to be called in the turn of a press. */
  askAccess: (origin: string) => Promise<boolean>;
  /** Of the extension. */
  version: string;
  /** Begins with *Test connection*, as a problem in the panel asks for it. */
  isTestWanted?: boolean;
  /** Begins at *Activity*, as the details of the connection ask for it. */
  isActivityWanted?: boolean;
  wanted?: Wanted | undefined;
}

/** The setting that a problem in the panel sends them to: another object each time. */
export interface Wanted {
  readonly field: SettingsField;
}

/** The build writes it, of what it has put into the extension. */
const notices = '/third-party-notices.txt';

/** The whole settings page. */
export function OptionsRoot(props: OptionsRootProps): ReactElement {
  const { store, test, account, pageAccess, preferences, notifyAccess, masking, prompts } = props;
  const { data, activity, transfer } = props;
  const { restart, askAccess, version, isTestWanted = false, isActivityWanted = false, wanted } = props;
  const state = useSyncExternalStore(store.subscribe, store.state);
  const testState = useSyncExternalStore(test.subscribe, test.state);
  const accountState = useSyncExternalStore(account.subscribe, account.state);
  const preferencesState = useSyncExternalStore(preferences.subscribe, preferences.state);
  const pageAccessState = useSyncExternalStore(pageAccess.subscribe, pageAccess.state);
  const maskingState = useSyncExternalStore(masking.subscribe, masking.state);
  const promptsState = useSyncExternalStore(prompts.subscribe, prompts.state);
  const dataState = useSyncExternalStore(data.subscribe, data.state);
  const activityState = useSyncExternalStore(activity.subscribe, activity.state);

  useEffect(() => {
    // No one tells this page what was done in a panel meanwhile.
    const look = (): void => {
      void store.refresh();
      void account.read();
      void pageAccess.refresh();
      void preferences.refresh();
      void notifyAccess.refresh();
      void masking.refresh();
      void prompts.refresh();
    };
    addEventListener('focus', look);
    return () => removeEventListener('focus', look);
  }, [store, account, pageAccess, preferences, notifyAccess, masking, prompts]);

  useEffect(() => {
    const copied = (): void => say(newsWords.copied);
    addEventListener('copied', copied);
    return () => removeEventListener('copied', copied);
  }, []);

  useKeptChanges(state);

  const isRead = state.draft !== null;
  useEffect(() => {
    if (isRead && wanted !== undefined) toSetting(wanted.field);
  }, [wanted, isRead]);
  useEffect(() => {
    if (!isTestWanted || !isRead) return;
    void test.run();
    document.getElementById('test')?.scrollIntoView();
  }, [isTestWanted, isRead, test]);

  // What is above it has to be there first, or it would be moved out of sight.
  const isShown = isRead && activityState.list !== null && dataState.view !== null;
  useEffect(() => {
    if (isActivityWanted && isShown) document.getElementById('activity')?.scrollIntoView();
  }, [isActivityWanted, isShown]);

  // One alert at a time: the latest. That of the account stands in its section, beside what was pressed.
  const ofPage =
    state.problem ??
    testState.problem ??
    pageAccessState.problem ??
    preferencesState.problem ??
    maskingState.problem ??
    promptsState.problem ??
    dataState.problem ??
    activityState.problem;
  const ofAccount = accountState.problem;
  const main = useRef<HTMLElement>(null);
  const dismiss = (): void => {
    [store, test, pageAccess, preferences, masking, prompts, data, activity].forEach((each) =>
      each.dismiss(),
    );
    // What was pressed goes with the alert, which stood before all else.
    main.current?.focus();
  };
  useLayoutEffect(() => {
    if (ofAccount !== null)
      [store, test, pageAccess, preferences, masking, prompts, data, activity].forEach((each) =>
        each.dismiss(),
      );
  }, [ofAccount, store, test, pageAccess, preferences, masking, prompts, data, activity]);
  useLayoutEffect(() => {
    if (ofPage !== null) account.dismiss();
  }, [ofPage, account]);
  const problem = state.trouble ?? ofPage;

  const allow = (origin: string, then: () => void): void =>
    void askAccess(origin).then((isAllowed) => isAllowed && then());
  const act = (action: ProblemAction): void => {
    if (action === 'restart') return restart();
    dismiss();
    if (action === 'open-settings' || action === 'grant-access')
      toSetting((problem && problemField(problem)) ?? 'apiUrl');
    if (action === 'sign-in') document.querySelector<HTMLElement>('[name="email"]')?.focus();
  };

  const { view, draft } = state;
  return (
    <ErrorBoundary restart={restart}>
      <main className="options" ref={main} tabIndex={-1}>
        <header className="options-header">
          <BrandMark size={40} />
          <div>
            <h1>{optionsWords.title}</h1>
            <p>{optionsWords.intro}</p>
          </div>
        </header>
        {problem && (
          <ProblemAlert problem={problem} onAction={act} onDismiss={state.trouble ? undefined : dismiss} />
        )}
        <ConnectionCard
          store={store}
          state={state}
          test={test}
          testState={testState}
          version={version}
          onAllow={(origin) => allow(origin, () => void test.run())}
        />
        <AccountSection
          store={account}
          state={state.trouble ? { ...accountState, problem: null } : accountState}
          profileName={view?.profiles.find(({ id }) => id === view.profileId)?.name ?? null}
          place={view && `${view.settings.apiUrl} ${view.settings.tenantId}`}
          keptFor={`${view?.profileId} ${view?.settings.apiUrl}`}
          isUnsaved={draft?.isNew === true}
          onAction={(action, again) => {
            const origin = ofAccount?.origin;
            if (action === 'grant-access' && origin !== undefined) allow(origin, again);
            else act(action);
          }}
        />
        <PageAccessSection
          store={pageAccess}
          settings={view}
          isPrivate={transfer.isPrivate}
          whose={`${view?.profileId} ${accountState.account?.state} ${accountState.account?.email}`}
        />
        <AppearanceSection store={preferences} state={preferencesState} />
        <BehaviourSection store={preferences} state={preferencesState} notifyAccess={notifyAccess} />
        <MaskingSection store={masking} state={maskingState} />
        <PromptsSection store={prompts} state={promptsState} />
        <DataSection store={data} state={dataState} transfer={transfer} />
        <ActivitySection store={activity} state={activityState} />
        <footer className="options-footer">
          <a className="link-button" href={notices} target="_blank" rel="noreferrer">
            {optionsWords.licences}
          </a>
        </footer>
      </main>
    </ErrorBoundary>
  );
}
