import '../../lib/shared/no-eval.ts';
import { createRoot } from 'react-dom/client';
import { OptionsRoot, type Wanted } from '../../components/options/OptionsRoot.tsx';
import { browser } from '../../lib/browser/browser.ts';
import { requestHostAccess } from '../../lib/browser/host-access.ts';
import { mayNotify, requestNotifications } from '../../lib/browser/notification-access.ts';
import { extensionVersion, onWantedSetting } from '../../lib/browser/pages.ts';
import { connectToBackground } from '../../lib/browser/background-port.ts';
import { isPrivateContext } from '../../lib/browser/private-windows.ts';
import { createSiteAccess } from '../../lib/browser/site-access.ts';
import { systemClock } from '../../lib/browser/system-clock.ts';
import { saveFile } from '../../lib/browser/save-file.ts';
import type { NameFrom, RepliesTo } from '../../lib/messaging/commands.ts';
import { activityReplies } from '../../lib/messaging/activity-rows.ts';
import { accountReplies } from '../../lib/messaging/account-rows.ts';
import { dataReplies } from '../../lib/messaging/data-rows.ts';
import { createPagePort } from '../../lib/messaging/page-port.ts';
import { maskingReplies } from '../../lib/messaging/masking-rows.ts';
import { portReplies } from '../../lib/messaging/port-rows.ts';
import { preferencesReplies } from '../../lib/messaging/preferences-rows.ts';
import { promptReplies } from '../../lib/messaging/prompt-rows.ts';
import { settingsReplies } from '../../lib/messaging/settings-rows.ts';
import { siteReplies } from '../../lib/messaging/site-rows.ts';
import { transferReplies } from '../../lib/messaging/transfer-rows.ts';
import { settingNamed } from '../../lib/view/profile-draft.ts';
import { createOptionsPage } from '../../lib/view/options-page.ts';

const root = document.getElementById('root');
if (root) {
  const port = createPagePort({
    connect: () => connectToBackground('options'),
    greeting: null,
    replies: {
      ...portReplies,
      ...accountReplies,
      ...settingsReplies,
      ...dataReplies,
      ...activityReplies,
      ...preferencesReplies,
      ...transferReplies,
      ...promptReplies,
      ...siteReplies,
      ...maskingReplies,
      // The port itself can't tell that one is missing.
    } satisfies RepliesTo<NameFrom<'options'>>,
    setTimeout: systemClock.setTimeout,
    clearTimeout: systemClock.clearTimeout,
  });
  const version = extensionVersion();
  const page = createOptionsPage({
    port,
    newId: () => crypto.randomUUID(),
    saveFile,
    version,
    siteAccess: createSiteAccess(browser),
    notifications: { request: requestNotifications, mayNotify },
    isPrivate: isPrivateContext(),
  });
  const place = createRoot(root);
  const show = (wanted?: Wanted): void =>
    place.render(
      <OptionsRoot
        {...page}
        restart={() => location.reload()}
        askAccess={requestHostAccess}
        version={version}
        isTestWanted={location.hash === '#test'}
        isActivityWanted={location.hash === '#activity'}
        wanted={wanted}
      />,
    );
  show();
  onWantedSetting((name) => {
    const field = settingNamed(name);
    if (field !== undefined) show({ field });
  });
}
