import type { Effect } from './effect.ts';
import { bandwidthEffect, type Bandwidth } from './toxics/bandwidth.ts';
import { downEffect, type Down } from './toxics/down.ts';
import { halfOpenEffect, type HalfOpen } from './toxics/half-open.ts';
import { latencyEffect, type Latency } from './toxics/latency.ts';
import { limitDataEffect, type LimitData } from './toxics/limit-data.ts';
import { resetEffect, type Reset } from './toxics/reset.ts';
import { slicerEffect, type Slicer } from './toxics/slicer.ts';
import { slowCloseEffect, type SlowClose } from './toxics/slow-close.ts';

/** Something bad that a network does, as data. Each file in toxics/ has one: its shape, its factory, its effect. */
export type Toxic = Latency | Bandwidth | Slicer | Reset | HalfOpen | SlowClose | LimitData | Down;

/** A fresh one: it counts and draws for one direction of one connection. */
export function effectOf(toxic: Toxic): Effect {
  switch (toxic.kind) {
    case 'latency':
      return latencyEffect(toxic);
    case 'bandwidth':
      return bandwidthEffect(toxic);
    case 'slicer':
      return slicerEffect(toxic);
    case 'reset':
      return resetEffect(toxic);
    case 'half-open':
      return halfOpenEffect();
    case 'slow-close':
      return slowCloseEffect(toxic);
    case 'limit-data':
      return limitDataEffect(toxic);
    case 'down':
      return downEffect();
    default:
      return toxic satisfies never;
  }
}
