import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createPageMarker } from '../lib/page-context/page-marker.ts';
import { pageMarkerKey } from '../lib/shared/place-mark.ts';

/**
 * Injected when somebody presses *Show on page*, in the isolated world; then it is told which words, for what is injected as
 * a file takes no arguments. One that was injected before gives its mark up.
 */
export default defineUnlistedScript(() => {
  const before: { close?: () => void } | undefined = Reflect.get(globalThis, pageMarkerKey);
  before?.close?.();
  Reflect.set(globalThis, pageMarkerKey, createPageMarker(document));
});
