import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readPage } from '../lib/page-context/capture.ts';
import { linkWishKey } from '../lib/shared/link-wish.ts';

/**
 * Injected on the user's gesture by `scripting.executeScript({ files: ['/page-reader.js'] })`, in the isolated world.
 * What `main` returns becomes the injection's result, to be parsed with `capturedPage`.
 */
export default defineUnlistedScript(() => {
  const hasLinks = Reflect.get(globalThis, linkWishKey) === true;
  // For this once.
  Reflect.deleteProperty(globalThis, linkWishKey);
  return readPage(document, window.getSelection(), window.location.href, hasLinks);
});
