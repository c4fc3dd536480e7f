import type { WorkerHost } from '../../shared/worker-host.ts';
import { extendLifetimeEveryMs } from '../lifecycle/keep-alive.ts';

/** A provider's window: one to a place, for which all who ask wait, and in front of which the worker stays awake. */
export interface SsoWindow<Outcome> {
  /** @param run opens it; told, once that is over, whether the last who asked stays signed in */
  open(place: string, stays: boolean, run: (stays: () => boolean) => Promise<Outcome>): Promise<Outcome>;
}

interface Opened<Outcome> {
  readonly place: string;
  stays: boolean;
  readonly done: Promise<Outcome>;
}

export function createSsoWindow<Outcome>({
  every,
  extendLifetime,
}: Pick<WorkerHost, 'every' | 'extendLifetime'>): SsoWindow<Outcome> {
  let current: Opened<Outcome> | null = null;

  return {
    open(place, stays, run) {
      if (current?.place === place) {
        current.stays = stays;
        return current.done;
      }
      // A person may take minutes at the window, while nothing else happens here. Chromium and Firefox 153 keep the
      // worker for it by themselves; that Firefox 128 does, which we admit as well, is nowhere written.
      const stopExtending = every(extendLifetimeEveryMs, extendLifetime);
      const done: Promise<Outcome> = run(() => opened.stays).finally(() => {
        stopExtending();
        if (current === opened) current = null;
      });
      const opened: Opened<Outcome> = { place, stays, done };
      current = opened;
      return done;
    },
  };
}
