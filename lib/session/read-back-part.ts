import { definePart } from '../shared/background-part.ts';
import type { readBack } from './read-back.ts';

/** Reading a platform's chat back, which the background loads when somebody opens one that was begun elsewhere. */
export type ReadBackPart = typeof readBack;
export const readBackPart = definePart<ReadBackPart>('read-back');
