import type { World } from '../e2e/world.ts';
import { until } from '../e2e/until.ts';

/** Ends the service worker at a moment that is meant: unlike `world.killWorker`, never a blow into the void. */
export interface Killer {
  /** Waits until a worker runs; the shot then leaves at once, and resolves when that worker is gone. */
  aim(): Promise<() => Promise<void>>;
  /** Aims and shoots. */
  strike(): Promise<void>;
  /** Workers killed so far. */
  readonly kills: number;
  close(): Promise<void>;
}

export async function createKiller({ extension }: World): Promise<Killer> {
  const { browser, extensionId } = extension;
  // The browser's own session: attached to the worker, a debugger would take part in its end.
  const session = await browser.target().createCDPSession();
  let kills = 0;

  const running = async (): Promise<string[]> =>
    (await session.send('Target.getTargets')).targetInfos
      .filter(
        ({ type, url }) => type === 'service_worker' && url.startsWith(`chrome-extension://${extensionId}/`),
      )
      .map(({ targetId }) => targetId);

  const shoot = (targetIds: readonly string[]): Promise<unknown> =>
    // A target that is gone by now is no failure: that is what was wanted.
    Promise.all(
      targetIds.map((targetId) => session.send('Target.closeTarget', { targetId }).catch(() => null)),
    );

  const aim: Killer['aim'] = async () => {
    const victims = await until('a worker to kill', running, (found) => found.length > 0);
    return async () => {
      await shoot(victims);
      const ending = async (): Promise<string[]> => {
        const left = (await running()).filter((id) => victims.includes(id));
        // Again where it is still there: a worker that is only starting is deaf to the first request.
        await shoot(left);
        return left;
      };
      await until('the worker gone', ending, (left) => left.length === 0);
      kills += 1;
    };
  };

  return {
    aim,
    strike: async () => (await aim())(),
    get kills() {
      return kills;
    },
    close: () => session.detach(),
  };
}
