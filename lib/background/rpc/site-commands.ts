import type { siteRows } from '../../messaging/site-rows.ts';
import { ok } from '../../shared/result.ts';
import type { AgreedSiteStore } from '../page-capture/agreed-sites.ts';
import type { ActiveWorkspace } from '../panels/active-workspace.ts';
import type { CommandHandlers } from './command-handlers.ts';

export interface SiteCommandsOptions {
  readonly agreedSites: AgreedSiteStore;
  readonly activeWorkspace: Pick<ActiveWorkspace, 'current'>;
}

/** Sites whose pages a person has agreed to send to the platform in use. */
export function createSiteCommands({
  agreedSites,
  activeWorkspace,
}: SiteCommandsOptions): Pick<CommandHandlers, keyof typeof siteRows> {
  return {
    async 'sites/agreed'({ change }) {
      const { partition } = await activeWorkspace.current();
      // Switched meanwhile: what was agreed to was said of another tenant, or by somebody else (law 9).
      return ok(
        await (change?.partition === partition
          ? agreedSites.agree(partition, change.host, change.isAgreed)
          : agreedSites.read(partition)),
      );
    },
  };
}
