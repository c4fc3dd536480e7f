import '../lib/shared/no-eval.ts';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { capturePart } from '../lib/background/page-capture/capture-part.ts';
import { createCapture } from '../lib/background/page-capture/capture.ts';
import { linkedAccess } from '../lib/browser/linked-access.ts';
import { placeAccess } from '../lib/browser/place-access.ts';
import { viewedAccess } from '../lib/browser/viewed-access.ts';
import { handOver } from '../lib/shared/background-part.ts';

/** A part of the background, loaded when a page or a long text is attached, and when a place on a page is to be shown. */
export default defineUnlistedScript(() =>
  handOver(capturePart, (options) =>
    createCapture({
      ...options,
      access: linkedAccess(options.access),
      viewed: import.meta.env.FIREFOX ? viewedAccess : null,
      places: placeAccess,
    }),
  ),
);
