import { describe, expect, it } from 'vitest';
import { refusal } from '../../../lib/background/page-capture/refusal.ts';

/** As Chromium 156 and Firefox 153 say it, to the letter; by the browsers themselves, or by what their programs hold. */
const chromium = {
  contents:
    'Cannot access contents of the page. Extension manifest must request permission to access the respective host.',
  url: 'Cannot access contents of url "https://a.test/". Extension manifest must request permission to access this host.',
  blank: `Cannot access "about:blank" at origin "null". Extension must have permission to access the frame's origin, and matchAboutBlank must be true.`,
};
const firefox = 'Missing host permission for the tab';

describe('what a browser says where it injects nothing', () => {
  it.each([
    [chromium.contents, undefined, 'access-needed'],
    // The tab went elsewhere between the two: the access was to the page before.
    [chromium.contents, 'https://a.test/', 'access-needed'],
    [chromium.url, 'https://a.test/', 'access-needed'],
    [chromium.blank, undefined, 'access-needed'],
    ['Cannot access a chrome:// URL', undefined, 'browser-page'],
    ['Cannot access a edge:// URL', undefined, 'browser-page'],
    ['Cannot access a chrome-extension:// URL of different extension', undefined, 'browser-page'],
    ['The New Tab Page cannot be scripted.', undefined, 'browser-page'],
    ['The extensions gallery cannot be scripted.', undefined, 'store'],
    ['This page cannot be scripted due to an ExtensionsSettings policy.', undefined, 'managed'],
    ['This page cannot be scripted due to an ExtensionsSettings policy.', 'https://a.test/', 'managed'],
    ['Frame with ID 0 is showing error page', 'https://a.test/', 'error-page'],
    ['Frame with ID 0 was removed.', 'https://a.test/', 'gone'],
    ['Frame with ID 0 is not ready', 'https://a.test/', 'gone'],
    ['No frame with id 0 in tab 7.', 'https://a.test/', 'gone'],
    ['No tab with id: 7.', undefined, 'gone'],
    ['The tab was closed.', undefined, 'gone'],
    [firefox, undefined, 'access-needed'],
    [firefox, 'https://a.test/paper.pdf', 'viewer'],
    [firefox, 'http://nowhere.test/', 'viewer'],
    ['Invalid tab ID: 7', undefined, 'gone'],
    ['something new', undefined, 'access-needed'],
    ['something new', 'https://a.test/', 'failed'],
  ])('"%s" (address: %s): %s', (words, url, expected) => {
    expect(refusal(new Error(words), { id: 7, url, title: undefined })).toBe(expected);
  });

  it('may be nothing that has words', () => {
    expect(refusal('no', { id: 7, url: undefined, title: undefined })).toBe('access-needed');
    expect(refusal(undefined, { id: 7, url: 'https://a.test/', title: undefined })).toBe('failed');
  });
});
