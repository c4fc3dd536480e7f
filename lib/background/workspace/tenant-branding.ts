import type { Clock } from '../../shared/clock.ts';
import type { Branding } from '../../messaging/contract.ts';
import { defaultBranding } from '../../protocol/rest/branding.ts';
import { isEqual } from '../../shared/equal.ts';
import type { PlatformGateway } from '../platform/platform-gateway.ts';

/** A tenant's look: as last seen until the platform has said what it is now. */
export interface TenantBranding {
  current(): Branding;
  /**
   * Asks the platform until it has answered, once per worker; returns at once. For when somebody looks. What was seen before will do for a
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
const againMs = 2000;
/** With so many two minutes have gone by: the next look begins anew. */
const mostAsks = 7;

export function createTenantBranding(options: TenantBrandingOptions): TenantBranding {
  const { seen, gateway, clock, onChanged } = options;
  const abort = new AbortController();
  let branding = seen ?? defaultBranding;
  let timer: unknown = null;
  let hasAsked = false;

  async function ask(asked = 1): Promise<void> {
    const read = await gateway.readBranding(abort.signal, (ms) => askAgain(asked, ms));
    if (read === null || abort.signal.aborted || isEqual(read, branding)) return;
    branding = read;
    onChanged(read);
  }

  /** A platform that starts up, or a line that breaks, in the moment in which a panel opens. */
  function askAgain(asked: number, notBefore: number): void {
    if (abort.signal.aborted) return;
    if (asked >= mostAsks) hasAsked = false;
    else timer = clock.setTimeout(() => void ask(asked + 1), Math.max(notBefore, againMs * 2 ** (asked - 1)));
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
