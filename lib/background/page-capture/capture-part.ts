import { definePart } from '../../shared/background-part.ts';
import type { createCapture } from './capture.ts';

/** What makes an attachment of a page or of a pasted text, which the background loads when somebody attaches one. */
export type CapturePart = typeof createCapture;
export const capturePart = definePart<CapturePart>('capture');
