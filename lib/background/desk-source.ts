import { createTokenSource } from '../auth/token-source.ts';
import type { Profile } from '../config/profile.ts';
import type { Items } from '../storage/items.ts';
import { partitionOf } from '../storage/partition.ts';
import { createDesk, type Desk, type DeskOptions } from './desk.ts';
import type { LeftBehind } from './left-behind.ts';
import { createPlatformLink, type PlatformLinkOptions } from './platform-link.ts';
import { createTokenStorage } from './token-storage.ts';

/** Where the desk of a profile comes from. */
export interface DeskSource {
  deskFor(profile: Profile): Promise<Desk>;
  /** The one made last, in use or closed; null: none yet. */
  latest(): Desk | null;
}

type OfEveryDesk = 'store' | 'clock' | 'random' | 'log' | 'newId' | 'isOnline' | 'publish' | 'needsChanged';

export interface DeskSourceOptions
  extends Pick<DeskOptions, OfEveryDesk>, Pick<PlatformLinkOptions, 'fetch' | 'WebSocket'> {
  readonly items: Pick<Items, 'branding' | 'tokens'>;
  readonly leftBehind: Pick<LeftBehind, 'read' | 'forget'>;
}

/** Begins to read at once: make it when the worker starts. */
export function createDeskSource(options: DeskSourceOptions): DeskSource {
  const { items, leftBehind } = options;
  let latest: Desk | null = null;
  // Beside the profile, which the first desk needs as well: between Enter and a worker that sleeps every wait counts.
  let firstBranding: ReturnType<typeof items.branding.read> | null = items.branding.read();
  // A worker may never need a desk; the first desk says what is wrong with storage.
  firstBranding.catch(() => undefined);

  return {
    latest: () => latest,
    async deskFor(profile) {
      const partition = partitionOf(profile.apiUrl, profile.tenantId, null);
      const [seen, left] = await Promise.all([
        firstBranding ?? items.branding.read(),
        leftBehind.read(partition),
      ]);
      firstBranding = null;
      const tokenStorage = createTokenStorage(items.tokens, profile);
      latest = createDesk({
        ...options,
        profile,
        partition,
        branding: seen?.partition === partition ? seen.branding : null,
        link: createPlatformLink({
          ...options,
          profile,
          createTokens: (exchange) => createTokenSource({ ...tokenStorage, exchange }),
        }),
        left,
        forgetLeft: () => leftBehind.forget(),
        saveBranding: (branding) => void items.branding.write({ partition, branding }),
      });
      return latest;
    },
  };
}
