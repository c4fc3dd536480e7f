import type { PlaceAccess } from '../shared/page-access.ts';
import { pageMarkerKey, placeMark } from '../shared/place-mark.ts';
import { browser } from './browser.ts';

/**
 * Put in by the browser, so that nothing in the page's DOM tells of it. Elements in shadow roots take the looks of highlights
 * from what stands around them. Chromium draws none that are of the user's origin.
 */
const looks = `::highlight(${placeMark}){background-color:#ffd54a!important;color:#1c1600!important}`;

export const placeAccess: PlaceAccess = {
  async markPlace(tabId, passage) {
    const target = { tabId };
    await browser.scripting.insertCSS({ target: { tabId, allFrames: true }, css: looks, origin: 'AUTHOR' });
    await browser.scripting.executeScript({ target, files: ['/page-marker.js'] });
    const [injected] = await browser.scripting.executeScript({
      target,
      // Runs in the page, where it knows nothing of what stands around it here.
      func: (key: string, wanted: object): unknown => Reflect.get(globalThis, key)?.show(wanted),
      args: [pageMarkerKey, passage],
    });
    return injected?.result;
  },
  async toFront(tabId) {
    const { windowId } = await browser.tabs.update(tabId, { active: true });
    if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
  },
  async open(url, windowId) {
    await browser.tabs.create({ url, ...(windowId === null ? {} : { windowId }) });
  },
};
