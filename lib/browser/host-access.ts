import { browser } from './browser.ts';
import { hostPattern } from './host-pattern.ts';

/**
 * Has the browser ask for access to what an origin answers, though its server allows that to no extension (CORS). Has to
 * be called in the turn of the user's gesture, before any `await`: browsers refuse it later. Resolves with whether the
 * access is there; false, too, for what the manifest lets nobody ask for.
 */
export function requestHostAccess(origin: string): Promise<boolean> {
  // A browser that won't even ask has given no access: to whoever pressed the button, as good as a no.
  return browser.permissions.request({ origins: [hostPattern(origin)] }).catch(() => false);
}

/** Whether it is there already. Never rejects. */
export function hasHostAccess(origin: string): Promise<boolean> {
  // A pattern that the browser does not take is one that nobody can have given access to.
  return browser.permissions.contains({ origins: [hostPattern(origin)] }).catch(() => false);
}
