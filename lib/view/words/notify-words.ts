/** Beside the setting, where the browser shows no notifications. */
export const notifyWords = {
  refused: 'The browser did not allow notifications, so the setting stays as it was.',
  blocked:
    'Whoever administers this browser blocks notifications of this extension, so the setting stays as it was. Ask them for it; the mark on the button tells you meanwhile.',
  lost: 'The browser does not allow notifications any more. The mark on the button still tells you.',
  allow: 'Allow notifications',
} as const;
