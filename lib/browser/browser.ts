import type browserApi from 'webextension-polyfill';

/** The one door to the extension API: every other module takes what it needs from here. */
export { default as browser } from 'webextension-polyfill';
export type { Runtime, Tabs } from 'webextension-polyfill';
export type ExtensionApi = typeof browserApi;
