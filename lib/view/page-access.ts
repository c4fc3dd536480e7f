import type { PagePort } from '../messaging/page-port.ts';
import type { AgreedSites, siteRows } from '../messaging/site-rows.ts';
import type { Problem } from '../shared/problem.ts';
import type { Result } from '../shared/result.ts';
import type { SiteAccess } from '../shared/site-access.ts';
import { createHeldState } from './held-state.ts';
import { siteOrigin } from './site-input.ts';

export interface PageAccessState {
  /** Match patterns of sites that the browser lets us read; null until it has said so. */
  readonly allowed: readonly string[] | null;
  /** Sites whose pages may be sent to the profile in use; null until read. */
  readonly agreed: AgreedSites | null;
  readonly typed: string;
  /** What came of the last press, and about what. */
  readonly outcome: {
    readonly kind: 'no-site' | 'refused' | 'allowed' | 'withdrawn' | 'kept' | 'forgotten';
    readonly site: string;
  } | null;
  readonly problem: Problem | null;
}

/** *Page access* in the settings. */
export interface PageAccessList {
  state(): PageAccessState;
  subscribe(listener: () => void): () => void;
  /** What was agreed to in a panel meanwhile; of the browser's own settings it hears by itself. */
  refresh(): Promise<void>;
  type(site: string): void;
  /** Has the browser ask for the site that was typed. Only in the turn of a press. */
  allow(): Promise<void>;
  withdraw(pattern: string): Promise<void>;
  /** Before a page of that host is sent again, it is said again where it goes. */
  forget(host: string): Promise<void>;
  dismiss(): void;
}

export interface PageAccessOptions {
  readonly port: Pick<PagePort<keyof typeof siteRows>, 'request'>;
  readonly access: SiteAccess;
}

export function createPageAccessList({ port, access }: PageAccessOptions): PageAccessList {
  const { state, subscribe, set } = createHeldState<PageAccessState>({
    allowed: null,
    agreed: null,
    typed: '',
    outcome: null,
    problem: null,
  });

  async function look(): Promise<void> {
    set({ allowed: await access.allowed() });
  }

  function told(reply: Result<AgreedSites, Problem>): boolean {
    set(reply.ok ? { agreed: reply.value, problem: null } : { problem: reply.failure });
    return reply.ok;
  }

  async function refresh(): Promise<void> {
    await Promise.all([look(), port.request({ type: 'sites/agreed' }).then(told)]);
  }

  // As long as the page is there: what the browser's own settings take away must not stand in the list.
  access.onChanged(() => void look());

  return {
    state,
    subscribe,
    refresh,
    type: (typed) => set({ typed, outcome: null }),
    async allow() {
      const { typed } = state();
      const site = siteOrigin(typed);
      if (site === null) return set({ outcome: { kind: 'no-site', site: typed } });
      // First of all, with nothing before it that a browser could take for the end of the press.
      const isAllowed = await access.request(site);
      set(
        isAllowed
          ? { typed: '', outcome: { kind: 'allowed', site } }
          : { outcome: { kind: 'refused', site } },
      );
      await look();
    },
    async withdraw(pattern) {
      const isGone = await access.withdraw(pattern);
      set({ outcome: { kind: isGone ? 'withdrawn' : 'kept', site: pattern } });
      await look();
    },
    async forget(host) {
      const { agreed } = state();
      if (agreed === null) return;
      const { partition } = agreed;
      if (told(await port.request({ type: 'sites/agreed', change: { partition, host, isAgreed: false } })))
        set({ outcome: { kind: 'forgotten', site: host } });
    },
    dismiss: () => set({ problem: null }),
  };
}
