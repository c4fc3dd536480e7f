import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readPage } from '../lib/page-context/capture.ts';

/**
 * Injected on the user's gesture by `scripting.executeScript({ files: ['/page-reader.js'] })`, in the isolated world.
 * What `main` returns becomes the injection's result, to be parsed with `capturedPage`.
 */
export default defineUnlistedScript(() => readPage(document, window.getSelection(), window.location.href));
