import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { createFakeSiteAccess } from '../doubles/fake-site-access.ts';
import { describe, expect, it, vi } from 'vitest';
import { Standing } from '../../components/account/Standing.tsx';
import { TestReport } from '../../components/options/TestReport.tsx';
import type { ConnectionTestState } from '../../lib/view/connection-test.ts';
import { account, ada, betaView, settings, settingsView } from '../view/settings-view.ts';
import type { SettingsField } from '../../lib/config/settings-record.ts';
import { description, field, openOptions, press, settle, type } from './options-page.tsx';
import { buttonsOf } from './panel-page.tsx';

describe('a test of the connection', () => {
  const onAllow = vi.fn<(origin: string) => void>();
  const onUse = vi.fn<(found: object) => void>();
  const draw = (
    stages: ConnectionTestState['stages'],
    testing: ConnectionTestState['testing'] = 'done',
    { isCurrent = true, locked = [] }: { isCurrent?: boolean; locked?: readonly SettingsField[] } = {},
  ): HTMLElement => {
    cleanup();
    const test = { run: vi.fn<() => Promise<void>>() } as never;
    render(
      <TestReport
        test={test}
        state={{ testing, stages, tested: null, problem: null }}
        report={() => 'the report'}
        place="https://api.acme.test"
        isCurrent={isCurrent}
        onAllow={onAllow}
        onUse={onUse}
        locked={locked}
      />,
    );
    return screen.getByRole('region', { name: 'Connection test' });
  };
  const verdict = (...args: Parameters<typeof draw>): string =>
    within(draw(...args)).getByRole('status').textContent ?? '';

  it.each<[string, ConnectionTestState['stages']]>([
    ['Everything works.', [{ name: 'url', outcome: 'passed' }]],
    [
      'It works, with remarks.',
      [
        { name: 'url', outcome: 'passed' },
        { name: 'health', outcome: 'warned' },
      ],
    ],
    [
      'Everything that was tested works. Not tested: Tenant.',
      [
        { name: 'url', outcome: 'passed' },
        { name: 'tenant', outcome: 'skipped' },
      ],
    ],
    [
      'It works, with remarks. Not tested: Tenant, Round trip.',
      [
        { name: 'health', outcome: 'warned' },
        { name: 'tenant', outcome: 'skipped' },
        { name: 'ping', outcome: 'skipped' },
      ],
    ],
    [
      'It does not work yet. The first failed step says why.',
      [
        { name: 'url', outcome: 'failed' },
        { name: 'health', outcome: 'warned' },
        { name: 'ping', outcome: 'skipped' },
      ],
    ],
  ])('is told as: %s', (words, stages) => {
    expect(verdict(stages)).toBe(words);
  });

  it.each([
    ['idle', /^$/],
    ['running', /^Testing…$/],
  ] as const)('has no verdict while it is %s', (testing, words) => {
    expect(verdict([{ name: 'url', outcome: 'passed' }], testing)).toMatch(words);
    expect(document.querySelector('.stages')?.getAttribute('aria-busy')).toBe(String(testing === 'running'));
  });

  it('says what it is for before there was one, to whoever reads it, and not aloud', () => {
    const region = draw([], 'idle');
    expect(region.textContent).toMatch(/^A test checks each step/);
    expect(region.querySelector('[role="status"]')?.textContent).toBe('');
  });

  it('has none any more once something else is typed', () => {
    expect(verdict([{ name: 'url', outcome: 'passed' }], 'done', { isCurrent: false })).toBe(
      'What is typed has changed since this test.',
    );
  });

  it('tells what was not asked in one line, and its cause at the step that failed, once', () => {
    const note = { code: 'not-reached', stage: 'server' } as const;
    const region = draw([
      { name: 'url', outcome: 'passed' },
      {
        name: 'server',
        outcome: 'failed',
        problem: { code: 'server-unreachable', subject: 'api.acme.test', origin: 'https://api.acme.test' },
        note: { code: 'nothing-listens' },
      },
      ...(['health', 'tenant', 'account'] as const).map(
        (name) => ({ name, outcome: 'skipped', note }) as const,
      ),
    ]);
    expect(within(region).getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByText('Not asked after that: Health and AI readiness, Tenant, Sign-in.')).toBeDefined();
    const told = region.querySelector('.stage-problem');
    expect([...(told?.querySelectorAll('p') ?? [])].map(({ textContent }) => textContent)).toEqual([
      'No answer at all: nothing listens there.',
      'Start the platform, or correct the API URL.',
    ]);
  });

  it('leaves what blames a setting to that setting, as long as it stands there', () => {
    const stages = [
      { name: 'tenant', outcome: 'failed', problem: { code: 'tenant-unknown', subject: 'acmee' } },
    ] as const;
    expect(draw(stages).textContent).not.toContain('acmee');
    expect(draw(stages).textContent).toContain('Check the spelling of the Tenant ID');
    expect(draw(stages, 'done', { isCurrent: false }).textContent).toContain(
      'does not know the tenant “acmee”.',
    );
  });

  it('has no list before its first step', () => {
    draw([], 'running');
    expect(document.querySelector('.stages')).toBeNull();
  });

  it.each([
    ['running', 'Running'],
    ['passed', 'Passed'],
    ['warned', 'Passed with a remark'],
    ['failed', 'Failed'],
    ['skipped', 'Skipped'],
  ] as const)('marks a step that is %s', (outcome, name) => {
    const step = within(draw([{ name: 'server', outcome }])).getByRole('listitem');
    expect(within(step).getByRole('img').getAttribute('aria-label')).toBe(name);
    expect(step.className).toBe(`stage is-${outcome}`);
    expect(step.querySelector('.stage-name')?.textContent).toBe('Server');
    expect(step.querySelectorAll('.stage-note, .stage-problem, .stage-time')).toHaveLength(0);
  });

  it.each([0, 120, 2_999])('says no time of a step that took %i ms: it is felt as none', (duration) => {
    draw([{ name: 'server', outcome: 'passed', duration }]);
    expect(document.querySelector('.stage-name')?.textContent).toBe('Server');
  });

  it('says of a step how long it took, what is to be known of it, and what went wrong', () => {
    const problem = { code: 'server-error', detail: ' disk full ' } as const;
    draw([{ name: 'server', outcome: 'failed', duration: 9_800, note: { code: 'unhealthy' }, problem }]);
    expect(document.querySelector('.stage-time')?.textContent).toBe('10 s');
    expect(document.querySelector('.stage-cause')?.textContent).toBe(
      'The server says that it is not healthy.',
    );
    expect(document.querySelector('.stage-problem blockquote')?.textContent).toBe('disk full');
    expect(document.querySelector('.stage-problem button')).toBeNull();
  });

  it('can be asked again stage by stage, and be stopped while it runs', () => {
    const test = { run: vi.fn<(only?: string) => Promise<void>>(), stop: vi.fn<() => void>() };
    const show = (testing: ConnectionTestState['testing']): void => {
      cleanup();
      render(
        <TestReport
          test={test as never}
          state={{ testing, stages: [{ name: 'tenant', outcome: 'passed' }], tested: null, problem: null }}
          report={() => 'the report'}
          place={null}
          isCurrent
          onAllow={onAllow}
          onUse={onUse}
          locked={[]}
        />,
      );
    };
    show('done');
    expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
    press('Test again: Tenant');
    expect(test.run).toHaveBeenLastCalledWith('tenant');
    press('Send a test message');
    expect(test.run).toHaveBeenLastCalledWith('message');
    show('running');
    expect(screen.queryByRole('button', { name: 'Test again: Tenant' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Send a test message' })).toBeNull();
    press('Stop');
    expect(test.stop).toHaveBeenCalledOnce();
  });

  it('is copied as a report, which the button says', async () => {
    const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    draw([{ name: 'url', outcome: 'passed' }]);
    press('Copy report');
    await settle();
    expect(copied.mock.calls).toEqual([['the report']]);
    expect(screen.getByText('Copied')).toBeDefined();
    copied.mockRestore();
  });

  it('offers an address that was found, and a look at one that tells nothing', () => {
    const wsUrl = 'wss://api.acme.test/ws/';
    const problem = { code: 'websocket-refused' } as const;
    draw([{ name: 'websocket', outcome: 'failed', problem, note: { code: 'socket-elsewhere', wsUrl } }]);
    press('Use this address');
    expect(onUse).toHaveBeenCalledExactlyOnceWith({ field: 'wsUrl', value: wsUrl });
    expect(screen.queryByRole('link')).toBeNull();
    const causes = ['down', 'certificate'] as const;
    draw([
      {
        name: 'server',
        outcome: 'failed',
        problem: { code: 'server-unreachable' },
        note: { code: 'no-way-in', causes: [...causes] },
      },
    ]);
    const link = screen.getByRole('link', { name: 'Open api.acme.test in a tab' });
    expect([link.getAttribute('href'), link.getAttribute('rel')]).toEqual([
      'https://api.acme.test',
      'noreferrer',
    ]);
  });

  it('offers a health path that was found, where it can be kept: not where the policy sets it, and no other kind of path', () => {
    const found = (path: string): ConnectionTestState['stages'] => [
      {
        name: 'health',
        outcome: 'warned',
        note: { code: 'health-elsewhere', path, usual: '/api/v1/health' },
      },
    ];
    draw(found('/healthz'));
    press('Use this address');
    expect(onUse).toHaveBeenLastCalledWith({ field: 'healthPath', value: '/healthz' });
    const offered = (): boolean => screen.queryByRole('button', { name: 'Use this address' }) !== null;
    draw(found('/readyz'));
    expect(offered()).toBe(false);
    draw(found('/healthz'), 'done', { locked: ['healthPath'] });
    expect(offered()).toBe(false);
    draw(found('/healthz'), 'done', { locked: ['apiUrl'] });
    expect(offered()).toBe(true);
  });

  it('has a button only where access is the cure and it is known to what', () => {
    const blocked = { code: 'extension-blocked' } as const;
    draw([{ name: 'server', outcome: 'failed', problem: blocked }]);
    expect(document.querySelector('.stage-problem button')).toBeNull();
    expect(document.querySelector('.stage-problem blockquote')).toBeNull();
    draw([
      { name: 'server', outcome: 'failed', problem: { code: 'server-error', origin: 'https://a.test' } },
    ]);
    expect(document.querySelector('.stage-problem button')).toBeNull();
    draw([{ name: 'server', outcome: 'failed', problem: { ...blocked, origin: 'https://a.test' } }]);
    press('Allow access');
    expect(onAllow).toHaveBeenCalledExactlyOnceWith('https://a.test');
  });
});

describe('who is signed in', () => {
  const draw = (...[known, isBusy = false]: [Parameters<typeof Standing>[0]['account'], boolean?]) => {
    cleanup();
    const onSignOut = vi.fn<() => void>();
    const { container } = render(<Standing account={known} isBusy={isBusy} onSignOut={onSignOut} />);
    const paragraphs = [...container.querySelectorAll('p')].map(({ textContent }) => textContent);
    return { onSignOut, paragraphs, buttons: buttonsOf(container) };
  };
  const ends = 'You are signed out when the browser closes.';

  it.each([
    [null, [], []],
    [ada(), ['Signed in as Ada', 'ada@acme.test', ends], ['Sign out']],
    [
      ada({ stays: true }),
      ['Signed in as Ada', 'ada@acme.test', 'You stay signed in when the browser closes.'],
      ['Sign out'],
    ],
    [ada({ name: null }), ['Signed in as ada@acme.test', ends], ['Sign out']],
    [ada({ email: null }), ['Signed in as Ada', ends], ['Sign out']],
    [ada({ name: null, email: null }), ['Signed in', ends], ['Sign out']],
  ])('%j', (known, paragraphs, buttons) => {
    expect(draw(known)).toMatchObject({ paragraphs, buttons });
  });

  it('or was, or is not', () => {
    expect(draw(ada({ state: 'ended' }))).toMatchObject({
      paragraphs: ['Your sign-in has ended', expect.stringContaining('Sign in again')],
      buttons: ['Sign out'],
    });
    expect(draw(account())).toMatchObject({
      paragraphs: ['You are not signed in.', expect.stringContaining('need no sign-in')],
      buttons: [],
    });
  });

  it('is signed out by a press, and it is said while that lasts', () => {
    const { onSignOut } = draw(ada());
    press('Sign out');
    expect(onSignOut).toHaveBeenCalledOnce();
    expect(draw(ada(), true).buttons).toEqual(['Signing out…']);
  });
});

describe('the settings of a profile', () => {
  it.each([
    ['Profile name', 'text', 'auto'],
    ['API URL', 'url', 'ltr'],
    ['WebSocket URL', 'url', 'ltr'],
    ['Tenant ID', 'text', 'ltr'],
    ['SSO issuer', 'url', 'ltr'],
    ['SSO client ID', 'text', 'ltr'],
  ])('%s is typed as %s, written %s', async (name, inputMode, dir) => {
    await openOptions();
    expect([field(name).inputMode, field(name).dir]).toEqual([inputMode, dir]);
    expect([field(name).autocomplete, field(name).getAttribute('spellcheck')]).toEqual(['off', 'false']);
  });

  it('have no placeholder but for what is derived', async () => {
    await openOptions();
    expect([field('API URL').placeholder, field('Tenant ID').placeholder]).toEqual(['', '']);
    expect(field('WebSocket URL').placeholder).toBe('wss://api.acme.test/api/v1/ws/chat');
  });

  it('can’t be typed into before they are read, nor while another profile comes', async () => {
    const { port } = await openOptions();
    port.answer('profile/use', new Promise(() => undefined));
    fireEvent.change(screen.getByRole('combobox', { name: 'Profile' }), { target: { value: 'p2' } });
    await settle();
    expect(field('API URL').readOnly).toBe(true);
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Protocol' }).disabled).toBe(true);
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Compatibility headers' }).disabled).toBe(
      true,
    );
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Profile' }).value).toBe('p2');
  });

  it('are there, and empty, while nothing is known', async () => {
    const { port } = await openOptions();
    cleanup();
    port.answer('settings/read', new Promise(() => undefined));
    const { createOptionsPage } = await import('../../lib/view/options-page.ts');
    const { OptionsRoot } = await import('../../components/options/OptionsRoot.tsx');
    const page = createOptionsPage({
      port,
      newId: () => 'new-1',
      saveFile: () => undefined,
      notifications: { request: async () => 'allowed' as const, mayNotify: async () => true },
      siteAccess: createFakeSiteAccess(),
      version: '0.1.0',
    });
    render(<OptionsRoot {...page} restart={vi.fn()} askAccess={vi.fn()} version="0.1.0" />);
    await settle();
    expect([field('API URL').value, field('API URL').readOnly]).toEqual(['', true]);
    expect(screen.queryByRole('combobox', { name: 'Profile' })).toBeNull();
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Compatibility headers' }).checked).toBe(
      false,
    );
    for (const name of ['New profile', 'Delete profile', 'Cancel'])
      expect(screen.queryByRole('button', { name })).toBeNull();
    expect(screen.queryByText(/^For the profile/)).toBeNull();
    expect(screen.queryByRole('note')).toBeNull();
  });

  it('fold away what is seldom needed, and not what is set', async () => {
    await openOptions();
    const isOpen = (): boolean | undefined => screen.getByText('Advanced').closest('details')?.open;
    expect(isOpen()).toBe(false);
    expect(field('API URL').closest('details')).toBeNull();
    expect(field('Tenant ID').closest('details')).toBeNull();
    for (const changes of [
      { ssoIssuer: 'https://login.test' },
      { wsUrl: 'wss://acme.test/ws' },
      { protocol: 'rest' },
      { compatibilityHeaders: true },
    ] as const) {
      cleanup();
      await openOptions({ settings: settingsView({ settings: settings(changes) }) });
      expect(isOpen()).toBe(true);
    }
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Compatibility headers' }).checked).toBe(
      true,
    );
  });

  it('have no redirect URL where the browser has none', async () => {
    await openOptions({ settings: settingsView({ redirectUrl: '' }) });
    expect(screen.queryByRole('textbox', { name: 'Redirect URL' })).toBeNull();
    cleanup();
    await openOptions();
    const redirect = field('Redirect URL');
    redirect.focus();
    expect([redirect.selectionStart, redirect.selectionEnd]).toEqual([0, redirect.value.length]);
    expect(description(redirect)).toBe('Register it with the provider, exactly as it is.');
  });

  it('say that they are being saved, were saved, or not', async () => {
    const { port } = await openOptions();
    const outcome = () => document.querySelector('.connection-form .form-outcome');
    expect(outcome()?.textContent).toBe('');
    let end: ((value: { ok: true; value: unknown }) => void) | undefined;
    port.answer('settings/save', new Promise((resolve) => (end = resolve)));
    press('Save');
    expect(screen.getByRole('button', { name: 'Saving…' })).toBeDefined();
    end?.({ ok: true, value: { errors: { tenantId: { code: 'tenant-characters' } }, view: settingsView() } });
    await settle();
    expect([outcome()?.textContent, outcome()?.className]).toEqual([
      'Not saved. Correct the marked fields.',
      'form-outcome is-bad',
    ]);
    type('Tenant ID', 'good');
    expect([outcome()?.textContent, outcome()?.className]).toEqual([
      'Unsaved changes',
      'form-outcome is-open',
    ]);
    port.answer('settings/save', { ok: true, value: { errors: {}, view: settingsView() } });
    press('Save');
    await settle();
    expect(outcome()?.textContent).toBe('Saved. The panel uses it from now on.');
    expect(screen.getByRole('button', { name: 'Save' })).toBeDefined();
  });

  it('offer the protocols that are allowed, and take the one that is chosen', async () => {
    const { port } = await openOptions();
    const protocol = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Protocol' });
    expect([...protocol.options].map(({ value, textContent }) => [value, textContent])).toEqual([
      ['automatic', 'Automatic'],
      ['v3', 'Live connection (WebSocket, v3)'],
      ['v1', 'Live connection, older (WebSocket, v1)'],
      ['rest', 'Single requests (REST, no WebSocket)'],
      ['proxy', 'Secure proxy of your organisation'],
    ]);
    fireEvent.change(protocol, { target: { value: 'rest' } });
    press('Save');
    await settle();
    expect(port.of('settings/save')).toMatchObject([{ settings: { protocol: 'rest' } }]);
  });
});

describe('the profiles', () => {
  const profile = (): HTMLSelectElement => screen.getByRole('combobox', { name: 'Profile' });
  const groups = (): (string | null)[] =>
    [...profile().querySelectorAll('optgroup')].map((group) => group.getAttribute('label'));

  it('are in groups only where some are the organisation’s', async () => {
    await openOptions();
    expect(groups()).toEqual([]);
    cleanup();
    const [own] = settingsView().profiles;
    const managed = { id: 'm1', name: 'Managed', isManaged: true };
    await openOptions({ settings: settingsView({ profiles: own ? [managed, own] : [] }) });
    expect(groups()).toEqual(['From your organisation', 'Yours']);
    cleanup();
    await openOptions({ settings: settingsView({ profileId: 'm1', profiles: [managed] }) });
    expect(groups()).toEqual(['From your organisation']);
  });

  it('can’t be deleted where it is the last of one’s own, or not one’s own, or a new one', async () => {
    const mayDelete = (): boolean => screen.queryByRole('button', { name: 'Delete profile' }) !== null;
    const [own] = settingsView().profiles;
    await openOptions();
    expect(mayDelete()).toBe(true);
    press('New profile');
    await settle();
    expect(mayDelete()).toBe(false);
    expect(screen.queryByRole('button', { name: 'New profile' })).toBeNull();
    cleanup();
    await openOptions({ settings: settingsView({ profiles: own ? [own] : [] }) });
    expect(mayDelete()).toBe(false);
    cleanup();
    const managed = { id: 'p1', name: 'Managed', isManaged: true };
    await openOptions({
      settings: settingsView({ profiles: [managed, ...settingsView().profiles.slice(1)] }),
    });
    expect(mayDelete()).toBe(false);
    cleanup();
    await openOptions({ settings: settingsView({ mayAdd: false }) });
    expect(mayDelete()).toBe(false);
  });

  it('discard what was typed where that is chosen', async () => {
    const { port } = await openOptions();
    type('Tenant ID', 'typed');
    fireEvent.change(profile(), { target: { value: 'p2' } });
    await settle();
    port.answer('profile/use', { ok: true, value: betaView() });
    press('Discard changes');
    await settle();
    expect(port.of('settings/save')).toEqual([]);
    expect(profile().value).toBe('p2');
    expect(field('Tenant ID').value).toBe('acme');
  });

  it('ask about a new one by the word for it, where it has no name', async () => {
    await openOptions();
    press('New profile');
    await settle();
    type('Tenant ID', 'typed');
    fireEvent.change(profile(), { target: { value: 'p2' } });
    await settle();
    expect(screen.getByRole('dialog').textContent).toContain('“New profile”');
    expect(screen.getByRole('dialog').getAttribute('aria-describedby')?.split(' ')).toHaveLength(1);
  });
});

describe('Data', () => {
  const data = () => within(screen.getByRole('region', { name: 'Data' }));
  const outcomes = (): (string | null)[] =>
    data()
      .getAllByRole('status')
      .map(({ textContent }) => textContent);

  it('says that it is being applied, and that there was nothing to do', async () => {
    const { port } = await openOptions();
    expect(outcomes()).toEqual(['', '']);
    let end: ((value: { ok: true; value: unknown }) => void) | undefined;
    port.answer('data/keep', new Promise((resolve) => (end = resolve)));
    press('Apply');
    expect(data().getByRole('button', { name: 'Applying…' })).toBeDefined();
    end?.({ ok: true, value: { view: { keepDays: null, isLocked: false, conversations: 0 }, deleted: 0 } });
    await settle();
    expect(outcomes()).toEqual(['Applied. There was nothing to delete.', '']);
  });

  it('goes back to for ever', async () => {
    const { port } = await openOptions({ data: { keepDays: 30, isLocked: false, conversations: 0 } });
    fireEvent.change(data().getByRole('combobox'), { target: { value: '' } });
    press('Apply');
    await settle();
    expect(port.of('data/keep')).toEqual([{ type: 'data/keep', days: null }]);
  });

  it('offers what is stored, though nobody could choose it', async () => {
    await openOptions({ data: { keepDays: 45, isLocked: false, conversations: 1 } });
    const choice = data().getByRole<HTMLSelectElement>('combobox');
    expect([...choice.options].map(({ value }) => value)).toEqual(['7', '30', '45', '90', '365', '']);
    expect(choice.value).toBe('45');
    expect(data().getByText('1 conversation is kept on this computer.')).toBeDefined();
  });

  it('is not known at first', async () => {
    const { port } = await openOptions();
    cleanup();
    port.answer('data/read', new Promise(() => undefined));
    const { createDataStore } = await import('../../lib/view/data-store.ts');
    const { DataSection } = await import('../../components/options/DataSection.tsx');
    const store = createDataStore(port);
    render(
      <DataSection
        store={store}
        state={store.state()}
        transfer={{ port, saveFile: () => undefined, isPrivate: false }}
      />,
    );
    expect(data().getByRole<HTMLSelectElement>('combobox').disabled).toBe(true);
    expect(data().getByText('Your conversations are kept on this computer.')).toBeDefined();
    expect(data().getByRole('button', { name: 'Apply' })).toBeDefined();
  });
});

describe('the page’s alert', () => {
  it('leads to the address, or to the sign-in', async () => {
    const { port } = await openOptions();
    port.answer('settings/save', { ok: false, failure: { code: 'wrong-path' } });
    press('Save');
    await settle();
    press('Open settings');
    expect(document.activeElement).toBe(field('API URL'));
    expect(screen.queryByRole('alert')).toBeNull();
    port.answer('settings/save', { ok: false, failure: { code: 'sign-in-needed' } });
    press('Save');
    await settle();
    fireEvent.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Sign in' }));
    expect(document.activeElement).toBe(field('Email'));
  });

  it('is put away by its cross, but not while the background is silent', async () => {
    const { port } = await openOptions();
    port.answer('settings/save', { ok: false, failure: { code: 'storage-full' } });
    press('Save');
    await settle();
    press('Dismiss');
    expect(screen.queryByRole('alert')).toBeNull();
    act(() => port.silence(true));
    expect(buttonsOf(screen.getByRole('alert'))).toEqual(['Restart the panel']);
    act(() => port.silence(false));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is looked at by nobody who has closed the page', async () => {
    const { port } = await openOptions();
    const asked = port.sent.length;
    cleanup();
    act(() => void dispatchEvent(new Event('focus')));
    await settle();
    expect(port.sent).toHaveLength(asked);
  });
});

describe('what went wrong with the account', () => {
  it('is brought into view, each time', async () => {
    const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => undefined);
    const { port } = await openOptions({ account: ada() });
    expect(scrolled).not.toHaveBeenCalled();
    port.answer('account/sign-out', { ok: false, failure: { code: 'server-unreachable' } });
    press('Sign out');
    await settle();
    expect(scrolled).toHaveBeenCalledExactlyOnceWith({ block: 'nearest' });
    press('Sign out');
    await settle();
    expect(scrolled).toHaveBeenCalledTimes(2);
    scrolled.mockRestore();
  });

  it('is put away without doing anything', async () => {
    const { port } = await openOptions({ account: ada() });
    port.answer('account/sign-out', { ok: false, failure: { code: 'rate-limited' } });
    press('Sign out');
    await settle();
    press('Dismiss');
    await settle();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(port.of('account/sign-out')).toHaveLength(1);
  });

  it('is read again where nobody knows who is signed in', async () => {
    const { port } = await openOptions();
    cleanup();
    port.answer('account/read', { ok: false, failure: { code: 'server-unreachable' } });
    const { createAccountStore } = await import('../../lib/view/account-store.ts');
    const { AccountSection } = await import('../../components/options/AccountSection.tsx');
    const store = createAccountStore(port);
    await store.read();
    const asked = port.of('account/read').length;
    render(
      <AccountSection
        store={store}
        state={store.state()}
        profileName={null}
        place=""
        isUnsaved={false}
        onAction={() => undefined}
      />,
    );
    expect(screen.queryByRole('form')).toBeNull();
    press('Try again');
    await settle();
    expect(port.of('account/read')).toHaveLength(asked + 1);
  });
});
