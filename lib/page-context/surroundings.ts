import type { Shape } from './clip-shape.ts';
import type { ClipWindow } from './clip-window.ts';
import type { Ground } from './ground.ts';

/** What an element passes on to its children that their own computed style does not tell. */
export interface Surroundings {
  /** Product of the opacities so far. */
  readonly opacity: number;
  /** Inside a box that lies behind what it stands in: the backgrounds of its own ancestors may cover it. */
  readonly isBehind: boolean;
  /** Inside a box that is drawn in another size or direction than it is laid out. */
  readonly isTransformed: boolean;
  readonly clip: ClipWindow;
  /** What `clip-path` lets through of the boxes around it. */
  readonly shapes: readonly Shape[];
  readonly ground: Ground;
  /** Whether its children are items, which heed a `z-index` without being positioned. */
  readonly holdsItems: boolean;
}
