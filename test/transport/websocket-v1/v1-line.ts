import type { ServerFrame } from '../../../lib/protocol/server-frame.ts';
import type { V1ServerFrame } from '../../../lib/protocol/v1-server-frame.ts';
import type { TransportEvent } from '../../../lib/session/transport-event.ts';
import type { V1Effect, V1Event, V1State, V1Timer } from '../../../lib/transport/websocket-v1/v1-state.ts';
import { beginV1, stepV1 } from '../../../lib/transport/websocket-v1/v1-step.ts';
import type { VariantGuess } from '../../../lib/transport/websocket-v1/variant.ts';

/** The machine of one socket to an older server, and what came of all that it was told. */
export interface V1Line {
  readonly state: V1State;
  readonly effects: readonly V1Effect[];
  readonly running: ReadonlyMap<V1Timer, number>;
  take(event: V1Event): V1Line;
  /** Only where it is running. */
  fire(timer: V1Timer): V1Line;
  hears(frame: ServerFrame, said?: Partial<V1ServerFrame>): V1Line;
  asks(id: string): V1Line;
  closes(code: number, reason?: string): V1Line;
  told(): readonly TransportEvent[];
  of<Type extends V1Effect['type']>(type: Type): readonly Extract<V1Effect, { type: Type }>[];
  /** Types of all effects but timers, in order. */
  did(): readonly string[];
  forget(): V1Line;
}

const unknownServer: VariantGuess = {
  variant: null,
  isRemembered: false,
  isProven: false,
  mayPing: true,
};

export function openLine(guess: Partial<VariantGuess> = {}, hasChat = true): V1Line {
  let effects: V1Effect[] = [];
  const running = new Map<V1Timer, number>();
  const begun = beginV1({ ...unknownServer, ...guess }, hasChat);
  let { state } = begun;
  begun.effects.forEach(note);

  function note(effect: V1Effect): void {
    effects.push(effect);
    if (effect.type === 'set-timer') running.set(effect.timer, effect.ms);
    if (effect.type === 'clear-timer') running.delete(effect.timer);
  }

  const line: V1Line = {
    get state() {
      return state;
    },
    get effects() {
      return effects;
    },
    running,
    take(event) {
      const next = stepV1(state, event);
      ({ state } = next);
      next.effects.forEach(note);
      return line;
    },
    fire(timer) {
      return running.delete(timer) ? line.take({ type: 'timer-fired', timer }) : line;
    },
    hears: (frame, said = {}) =>
      line.take({ type: 'frame', said: { frame, chatId: null, whole: null, ...said } }),
    asks: (id) => line.take({ type: 'message-asked', message: { text: 'Why?', clientMessageId: id } }),
    closes: (code, reason = '') => line.take({ type: 'closed', code, reason }),
    told: () => effects.flatMap((effect) => (effect.type === 'tell' ? [effect.event] : [])),
    of: <Type extends V1Effect['type']>(type: Type) =>
      effects.filter((effect): effect is Extract<V1Effect, { type: Type }> => effect.type === type),
    did: () =>
      effects.flatMap((effect) =>
        effect.type === 'set-timer' || effect.type === 'clear-timer'
          ? []
          : [effect.type === 'tell' ? `tell ${effect.event.type}` : effect.type],
      ),
    forget() {
      effects = [];
      return line;
    },
  };
  return line;
}

/** Open, and let in. */
export function greetedLine(guess?: Partial<VariantGuess>, hasChat = true, isSignedIn = false): V1Line {
  return openLine(guess, hasChat).take({ type: 'opened' }).take({ type: 'admitted', isSignedIn });
}

export function readyLine(guess?: Partial<VariantGuess>, hasChat = true, isSignedIn = false): V1Line {
  return greetedLine(guess, hasChat, isSignedIn).hears({ type: 'ready' }).fire('settle').forget();
}
