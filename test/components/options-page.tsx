import { act, fireEvent, render, screen } from '@testing-library/react';
import { vi } from 'vitest';
import { OptionsRoot } from '../../components/options/OptionsRoot.tsx';
import { defaultPreferences, type Preferences } from '../../lib/config/preferences-record.ts';
import type { PermissionAnswer } from '../../lib/shared/permission-answer.ts';
import type { Account } from '../../lib/messaging/account-shapes.ts';
import type { LogView } from '../../lib/messaging/activity-rows.ts';
import type { DataView } from '../../lib/messaging/data-rows.ts';
import type { MaskingView } from '../../lib/messaging/masking-rows.ts';
import type { PromptsView } from '../../lib/messaging/prompt-rows.ts';
import type { AgreedSites } from '../../lib/messaging/site-rows.ts';
import type { SettingsField, SettingsView } from '../../lib/messaging/settings-shapes.ts';
import { nothingLeft, type ActivityList } from '../../lib/shared/activity.ts';
import { maskKinds } from '../../lib/shared/mask-kind.ts';
import type { SaveFile } from '../../lib/view/activity-store.ts';
import { createOptionsPage } from '../../lib/view/options-page.ts';
import { createFakePagePort, type FakePagePort } from '../doubles/fake-page-port.ts';
import { createFakeSiteAccess, type FakeSiteAccess } from '../doubles/fake-site-access.ts';
import { account, settingsView } from '../view/settings-view.ts';

interface Stored {
  settings?: SettingsView;
  account?: Account;
  data?: DataView;
  preferences?: Preferences;
  masking?: MaskingView;
  prompts?: PromptsView;
  agreed?: AgreedSites;
  /** The browser. Default: one that has allowed no site, and allows what is asked for. */
  siteAccess?: FakeSiteAccess;
  isPrivate?: boolean;
  /** The setting that a link leads to. */
  wanted?: SettingsField;
  activity?: ActivityList;
  log?: LogView;
  /** What the browser says to notifications. Default: yes. */
  mayNotify?: boolean;
}

export interface OpenedOptions {
  readonly port: FakePagePort;
  readonly saveFile: ReturnType<typeof vi.fn<SaveFile>>;
  readonly askAccess: ReturnType<typeof vi.fn<(origin: string) => Promise<boolean>>>;
  readonly askNotifications: ReturnType<typeof vi.fn<() => Promise<PermissionAnswer>>>;
}

/** The settings page, on a background that holds this. */
export async function openOptions(stored: Stored = {}): Promise<OpenedOptions> {
  const port = createFakePagePort();
  port.answer('settings/read', { ok: true, value: stored.settings ?? settingsView() });
  port.answer('account/read', { ok: true, value: stored.account ?? account() });
  port.answer('data/read', {
    ok: true,
    value: stored.data ?? { keepDays: null, isLocked: false, conversations: 0 },
  });
  port.answer('preferences/read', { ok: true, value: stored.preferences ?? defaultPreferences });
  port.answer('masking/read', { ok: true, value: stored.masking ?? { masked: [...maskKinds], locked: [] } });
  port.answer('prompts/read', { ok: true, value: stored.prompts ?? { own: [], organisation: [] } });
  port.answer('sites/agreed', { ok: true, value: stored.agreed ?? { partition: 'p', hosts: [] } });
  port.answer('activity/read', { ok: true, value: stored.activity ?? nothingLeft });
  port.answer('log/read', {
    ok: true,
    value: stored.log ?? { level: 'off', isLocked: false, lines: [] },
  });
  const saveFile = vi.fn<SaveFile>();
  const askAccess = vi.fn<(origin: string) => Promise<boolean>>(() => Promise.resolve(true));
  const { mayNotify = true } = stored;
  const askNotifications = vi.fn<() => Promise<PermissionAnswer>>(() =>
    Promise.resolve(mayNotify ? 'allowed' : 'refused'),
  );
  const notifications = { request: askNotifications, mayNotify: () => Promise.resolve(mayNotify) };
  const page = createOptionsPage({
    ...{ port, saveFile, notifications },
    siteAccess: stored.siteAccess ?? createFakeSiteAccess(),
    isPrivate: stored.isPrivate ?? false,
    newId: () => 'new-1',
    version: '0.1.0',
  });
  render(
    <OptionsRoot
      {...page}
      restart={vi.fn()}
      askAccess={askAccess}
      version="0.1.0"
      wanted={stored.wanted && { field: stored.wanted }}
    />,
  );
  await settle();
  return { port, askAccess, askNotifications, saveFile };
}

export const settle = (): Promise<void> => act(async () => undefined);
export const field = (name: string): HTMLInputElement => screen.getByRole('textbox', { name });
export const type = (name: string, value: string): boolean =>
  fireEvent.change(field(name), { target: { value } });
export const press = (name: string): boolean => fireEvent.click(screen.getByRole('button', { name }));
/** The sentences that it is described by. */
export const description = (control: HTMLElement): string =>
  (control.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ')
    .trim();
