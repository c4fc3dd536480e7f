/** Beside the setting, where the browser shows no notifications. */
export const notifyWords = {
  refused: 'The browser did not allow notifications, so the setting stays as it was.',
  lost: 'The browser does not allow notifications any more. The mark on the button still tells you.',
  allow: 'Allow notifications',
} as const;
