import { completeApiUrl } from '../config/address-completion.ts';
import { presets, settingsRecord } from '../config/settings-record.ts';
import type { PagePort } from '../messaging/page-port.ts';
import { settingsReplies } from '../messaging/settings-rows.ts';
import type { SettingsErrors, SettingsInput, SettingsView } from '../messaging/settings-shapes.ts';
import type { Problem } from '../shared/problem.ts';
import { createConnectionTest, type StageName, type TestStage } from './connection-test.ts';
import { createHeldState } from './held-state.ts';
import { meantSettings } from './meant-settings.ts';
import { wholeAddress } from './whole-address.ts';

/** A port of the settings' own, for a page that is not theirs. */
export type OpenSettingsPort = (replies: typeof settingsReplies) => PagePort<keyof typeof settingsReplies>;

/** What the browser has of the organisation's settings. */
export type PolicyFinding =
  | { readonly at: 'asking' | 'none' | 'found' }
  /** `places`: where it can't be understood, such as `profiles[0].apiUrl`. */
  | { readonly at: 'mistaken'; readonly places: readonly string[] };

export interface FirstRunState {
  /** As typed. */
  readonly address: string;
  readonly tenantId: string;
  /** The tenant is the organisation's to say. */
  readonly isTenantSet: boolean;
  /** The host that is asked, or was; null: none yet. */
  readonly host: string | null;
  readonly isLooking: boolean;
  /** What was found there, stage by stage. */
  readonly stages: readonly TestStage[];
  readonly errors: SettingsErrors;
  readonly policy: PolicyFinding | null;
  readonly isConnecting: boolean;
  readonly problem: Problem | null;
}

/** The panel's first card: where the assistant is, tried while it is typed. Nothing is asked of a host before that. */
export interface FirstRun {
  state(): FirstRunState;
  subscribe(listener: () => void): () => void;
  typeAddress(address: string): void;
  typeTenant(tenantId: string): void;
  /** The platform that `npm run platform` starts. */
  fillThisComputer(): void;
  /** Asks again what is typed, as after the browser has given access to it. */
  lookAgain(): void;
  /** Asks the browser again what the organisation has set; where it has an address, the panel connects by itself. */
  askPolicy(): Promise<void>;
  /** Saves what is typed. Resolves with the refused field; null: connecting, or it could not be saved, which is told. */
  connect(): Promise<'apiUrl' | 'tenantId' | null>;
  close(): void;
}

interface FirstRunOptions {
  readonly openPort: OpenSettingsPort;
  /** Calls back after ms; returns what takes that back. */
  readonly later: (callback: () => void, ms: number) => () => void;
}

/** ms after the last letter. */
const pauseMs = 900;

const nothingTyped: FirstRunState = {
  address: '',
  tenantId: '',
  isTenantSet: false,
  host: null,
  isLooking: false,
  stages: [],
  errors: {},
  policy: null,
  isConnecting: false,
  problem: null,
};

/** Whether what answers there is a secure proxy, which needs no tenant. */
export function isProxy(stages: readonly TestStage[]): boolean {
  return stages.some(({ note }) => note?.code === 'way' && note.way === 'proxy');
}

export function createFirstRun({ openPort, later }: FirstRunOptions): FirstRun {
  const port = openPort(settingsReplies);
  const { state, set, ...held } = createHeldState(nothingTyped);
  const test = createConnectionTest({ port, settings: typed, refused: (errors) => set({ errors }) });
  const unsubscribe = test.subscribe(() => set({ stages: test.state().stages }));
  let view: SettingsView | null = null;
  let cancel = (): void => undefined;
  /** Grows with what is typed: what is found out about something else is not shown. */
  let turn = 0;
  /** As typed; null: the one that is typed may be known. */
  let unknownTenant: string | null = null;

  /** null: what a new profile begins with is not known yet. */
  function typed(): SettingsInput | null {
    const { address, tenantId } = state();
    // To be asked whether it is there, a platform need not be told the tenant: any that obeys the rules will do.
    const tenant = tenantId.trim() || settingsRecord.tenantId.byDefault;
    return view && meantSettings({ ...view.blank, apiUrl: address, tenantId: tenant });
  }

  async function read(afresh: boolean): Promise<SettingsView | null> {
    const told = await port.request({ type: 'settings/read', afresh });
    if (!told.ok) {
      set({ problem: told.failure });
      return null;
    }
    view = told.value;
    const isTenantSet = view.blankLocked.includes('tenantId');
    set({ isTenantSet, ...(isTenantSet && { tenantId: view.blank.tenantId }) });
    return view;
  }

  const reading = read(false);

  async function look(host: string, wanted: readonly StageName[]): Promise<void> {
    turn += 1;
    const mine = turn;
    set({ host, isLooking: true });
    await reading;
    for (const name of wanted) {
      if (mine !== turn) return;
      await test.run(name);
      const { stages } = test.state();
      const found = stages.find((stage) => stage.name === name);
      if (mine === turn && found?.problem?.code === 'tenant-unknown') unknownTenant = state().tenantId;
      // It was not asked: what kept it from that is told instead.
      if (found?.note?.code === 'not-reached' && mine === turn) await test.run(found.note.stage);
      if (found?.outcome === 'failed' || found?.outcome === 'skipped' || isProxy(stages)) break;
    }
    if (mine === turn) set({ isLooking: false });
  }

  function lookAtAddress(url: URL): void {
    test.forget();
    const ofTenant: readonly StageName[] = state().tenantId.trim() === '' ? [] : ['tenant'];
    void look(url.host, ['server', 'health', ...ofTenant]);
  }

  /** What was under way is about something else now. */
  function changed(next: Partial<FirstRunState>): void {
    cancel();
    turn += 1;
    set({ ...next, isLooking: false, problem: null });
  }

  function typeAddress(address: string, ms = pauseMs): void {
    test.forget();
    unknownTenant = null;
    const { apiUrl: _corrected, ...errors } = state().errors;
    const { tenantId, isTenantSet } = state();
    // A pasted address of a socket names its tenant (A3). One that is typed, or set, is not replaced.
    const named = isTenantSet || tenantId.trim() !== '' ? null : completeApiUrl(address)?.tenantId;
    changed({ address, errors, host: null, ...(named && { tenantId: named }) });
    const url = wholeAddress(address);
    if (url !== null) cancel = later(() => lookAtAddress(url), ms);
  }

  return {
    state,
    subscribe: held.subscribe,
    typeAddress: (address) => typeAddress(address),
    typeTenant(tenantId) {
      const { tenantId: _corrected, ...errors } = state().errors;
      const { host, isLooking } = state();
      changed({ tenantId, errors });
      const url = wholeAddress(state().address);
      if (url === null || host === null) return;
      // A look at the address that was broken off by it begins anew.
      cancel = later(
        () => (isLooking || tenantId.trim() === '' ? lookAtAddress(url) : void look(host, ['tenant'])),
        pauseMs,
      );
    },
    fillThisComputer() {
      if (!state().isTenantSet) set({ tenantId: settingsRecord.tenantId.byDefault, errors: {} });
      typeAddress(presets.thisComputer, 0);
    },
    lookAgain() {
      const url = wholeAddress(state().address);
      if (url !== null) lookAtAddress(url);
    },
    async askPolicy() {
      set({ policy: { at: 'asking' }, problem: null });
      const now = await read(true);
      if (now === null) return set({ policy: null });
      const places = now.policyMistakes;
      if (now.profiles.some(({ isManaged }) => isManaged)) set({ policy: { at: 'found' } });
      else set({ policy: places.length > 0 ? { at: 'mistaken', places } : { at: 'none' } });
    },
    async connect() {
      const { isConnecting, tenantId, stages } = state();
      if (isConnecting) return null;
      // The platform has said so a moment ago, and the panel would get no other answer.
      if (tenantId === unknownTenant) return 'tenantId';
      cancel();
      set({ isConnecting: true, problem: null });
      await reading;
      const settings = typed();
      if (settings === null || view === null) {
        set({ isConnecting: false });
        return null;
      }
      // It needs no tenant, where the organisation lets it be chosen; *automatic* would find it, too.
      const isProxied = isProxy(stages) && view.protocols.includes('proxy');
      const saved = await port.request({
        type: 'settings/save',
        profileId: view.profileId,
        settings: { ...settings, tenantId, ...(isProxied && { protocol: 'proxy' }) },
      });
      if (!saved.ok) {
        set({ isConnecting: false, problem: saved.failure });
        return null;
      }
      const { errors } = saved.value;
      const refused = (['apiUrl', 'tenantId'] as const).find((field) => errors[field] !== undefined) ?? null;
      // One thing after the other: what a tenant is for is known once there is an address.
      const first = errors.apiUrl === undefined ? errors : { apiUrl: errors.apiUrl };
      set({ errors: first, isConnecting: refused === null });
      return refused;
    },
    close() {
      turn += 1;
      cancel();
      unsubscribe();
      test.close();
      held.close();
      port.close();
    },
  };
}
