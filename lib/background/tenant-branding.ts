import type { Branding } from '../messaging/contract.ts';
import type { PlatformLink } from './platform-link.ts';

/** A tenant's look: as last seen until the platform has said what it is now. */
export interface TenantBranding {
  current(): Branding;
  /** Asks the platform, once per worker; returns at once. For when somebody looks. */
  refresh(): void;
  /** What still comes is dropped. Idempotent. */
  close(): void;
}

export interface TenantBrandingOptions {
  readonly seen: Branding;
  readonly link: Pick<PlatformLink, 'readBranding'>;
  readonly onChanged: (branding: Branding) => void;
}

export function createTenantBranding({ seen, link, onChanged }: TenantBrandingOptions): TenantBranding {
  const abort = new AbortController();
  let branding = seen;
  let hasAsked = false;

  async function ask(): Promise<void> {
    const read = await link.readBranding(abort.signal);
    if (read === null || abort.signal.aborted || JSON.stringify(read) === JSON.stringify(branding)) return;
    branding = read;
    onChanged(read);
  }

  return {
    current: () => branding,
    refresh() {
      if (hasAsked) return;
      hasAsked = true;
      void ask();
    },
    close: () => abort.abort(),
  };
}
