import type { CapturePart } from '../../lib/background/page-capture/capture-part.ts';
import { createCapture } from '../../lib/background/page-capture/capture.ts';
import { linkedAccess } from '../../lib/browser/linked-access.ts';
import { placeAccess } from '../../lib/browser/place-access.ts';
import { viewedAccess } from '../../lib/browser/viewed-access.ts';

export const capture: CapturePart = (options) =>
  createCapture({
    ...options,
    access: linkedAccess(options.access),
    viewed: import.meta.env.FIREFOX ? viewedAccess : null,
    places: placeAccess,
  });
