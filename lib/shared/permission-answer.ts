/** What came of asking for a permission. `blocked`: whoever administers the browser lets nobody give it (`blocked_permissions`). */
export type PermissionAnswer = 'allowed' | 'refused' | 'blocked';
