import { definePart } from '../../shared/background-part.ts';
import type { Capture, CaptureOptions } from './capture.ts';

/**
 * What makes an attachment of a page or of a pasted text, and what leads back to the page, which the background loads when
 * somebody wants one of these. What it shows places by comes with it: nothing else of the background needs it.
 */
export type CapturePart = (options: CaptureOptions) => Capture;
export const capturePart = definePart<CapturePart>('capture');
