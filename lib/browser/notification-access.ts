import type { PermissionAnswer } from '../shared/permission-answer.ts';
import { browser } from './browser.ts';
import { askPermission } from './permission-request.ts';

const wanted = { permissions: ['notifications' as const] };

/**
 * Has the browser ask whether we may notify. Has to be called in the turn of the user's gesture, before any `await`.
 * Resolves at once where that was allowed before.
 */
export function requestNotifications(): Promise<PermissionAnswer> {
  return askPermission(browser, wanted);
}

/** Whether we may now: a person can take it back in the browser's own settings. Never rejects. */
export function mayNotify(): Promise<boolean> {
  // Where it can't be asked, nothing would be shown either.
  return browser.permissions.contains(wanted).catch(() => false);
}
