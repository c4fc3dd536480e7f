import type { Behaviour, BehaviourOf } from './behaviour.ts';
import { matchPath } from './path-pattern.ts';

/** The behaviours that wait to be applied. */
export interface Script {
  add(behaviours: readonly Behaviour[]): void;
  clear(): void;
  /**
   * Consumes the first behaviour of these kinds' point, if it is of one of these kinds. Where the
   * first is of another kind it keeps its place: `script(refusesJoin(4401), refusesUpgrade())`
   * must not refuse the first upgrade.
   */
  take<Kind extends Behaviour['kind']>(
    point: BehaviourOf<Kind>['point'],
    ...kinds: Kind[]
  ): BehaviourOf<Kind> | undefined;
  takeRest(method: string, path: string): Extract<Behaviour, { point: 'rest' }> | undefined;
}

export const createScript = (): Script => {
  const waiting: { readonly behaviour: Behaviour; left: number }[] = [];

  const consume = (accepts: (behaviour: Behaviour) => boolean): Behaviour | undefined => {
    const index = waiting.findIndex((entry) => accepts(entry.behaviour));
    const entry = waiting[index];
    if (entry === undefined) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) waiting.splice(index, 1);
    return entry.behaviour;
  };

  return {
    add: (behaviours) => {
      for (const behaviour of behaviours) waiting.push({ behaviour, left: behaviour.times ?? 1 });
    },
    clear: () => {
      waiting.length = 0;
    },
    take: <Kind extends Behaviour['kind']>(point: BehaviourOf<Kind>['point'], ...kinds: Kind[]) => {
      const first = waiting.find((entry) => entry.behaviour.point === point)?.behaviour;
      if (first === undefined || !(kinds as Behaviour['kind'][]).includes(first.kind)) return undefined;
      return consume((behaviour) => behaviour === first) as BehaviourOf<Kind> | undefined;
    },
    takeRest: (method, path) => {
      const taken = consume(
        (behaviour) =>
          behaviour.point === 'rest' &&
          behaviour.route.method === method &&
          matchPath(behaviour.route.path, path) !== null,
      );
      return taken?.point === 'rest' ? taken : undefined;
    },
  };
};
