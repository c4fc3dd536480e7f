import { definePart } from '../../shared/background-part.ts';
import type { HandOffDesk, HandOffDeskOptions } from './hand-off-desk.ts';

/** What becomes of requests from outside of our pages, and the menus that they come from: loaded when there is one. */
export type HandOffPart = (given: Omit<HandOffDeskOptions, 'menus' | 'words'>) => HandOffDesk;
export const handOffPart = definePart<HandOffPart>('hand-off');
