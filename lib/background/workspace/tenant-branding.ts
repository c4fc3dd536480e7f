import type { Clock } from '../../shared/clock.ts';
import type { Branding } from '../../messaging/contract.ts';
import { defaultBranding } from '../../protocol/rest/branding.ts';
import { isEqual } from '../../shared/equal.ts';
import type { PlatformGateway } from '../platform/platform-gateway.ts';

/** A tenant's look: as last seen until the platform has said what it is now. */
export interface TenantBranding {
  current(): Branding;
  /**
   * Asks the platform, once per worker; returns at once. For when somebody looks. What was seen before will do for a
   * moment, in which the worker that they have woken has more urgent things to ask for.
   */
  refresh(): void;
  /** What still comes is dropped. Idempotent. */
  close(): void;
}

export interface TenantBrandingOptions {
  /** null: never. */
  readonly seen: Branding | null;
  readonly gateway: Pick<PlatformGateway, 'readBranding'>;
  readonly clock: Clock;
  readonly onChanged: (branding: Branding) => void;
}

/** ms */
const urgentMs = 500;

export function createTenantBranding(options: TenantBrandingOptions): TenantBranding {
  const { seen, gateway, clock, onChanged } = options;
  const abort = new AbortController();
  let branding = seen ?? defaultBranding;
  let timer: unknown = null;
  let hasAsked = false;

  async function ask(): Promise<void> {
    const read = await gateway.readBranding(abort.signal);
    if (read === null || abort.signal.aborted || isEqual(read, branding)) return;
    branding = read;
    onChanged(read);
  }

  return {
    current: () => branding,
    refresh() {
      if (hasAsked) return;
      hasAsked = true;
      if (seen === null) void ask();
      else timer = clock.setTimeout(() => void ask(), urgentMs);
    },
    close() {
      clock.clearTimeout(timer);
      abort.abort();
    },
  };
}
