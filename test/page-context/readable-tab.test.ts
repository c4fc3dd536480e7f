import { describe, expect, it } from 'vitest';
import { tabReadability } from '../../lib/page-context/readable-tab.ts';

describe('whether a tab can be read, by its URL', () => {
  it.each([
    ['https://example.org/', 'ok'],
    ['http://localhost:8000/a', 'ok'],
    ['https://example.org/report.pdf.html', 'ok'],
    ['https://en.wikipedia.org/wiki/File:Map.pdf', 'ok'],
    ['https://github.com/a/b/blob/main/paper.pdf', 'ok'],
    ['https://chrome.google.com/intl/en/', 'ok'],
    ['https://chrome.google.com/webstores', 'ok'],
    ['https://chromewebstore.google.com.example.org/', 'ok'],
    ['https://microsoftedge.microsoft.com/welcome', 'ok'],
    [undefined, 'ok'],
    ['', 'ok'],
    ['https://example.org/report.pdf', 'ok'],
    ['https://example.org/Report.PDF?page=2#3', 'ok'],
    ['file:///home/a/notes.html', 'ok'],
    ['file:///home/a/notes.pdf', 'ok'],
    ['https://chromewebstore.google.com/detail/x', 'store'],
    ['https://chromewebstore.google.com./', 'store'],
    ['https://chrome.google.com/webstore', 'store'],
    ['https://chrome.google.com/webstore/detail/x', 'store'],
    ['https://addons.mozilla.org/en-GB/firefox/', 'store'],
    ['https://microsoftedge.microsoft.com/addons/Microsoft-Edge', 'store'],
    ['https://microsoftedge.microsoft.com/en-us/addons', 'store'],
    ['view-source:https://example.org/', 'closed'],
    ['data:text/html,<p>x', 'closed'],
    ['blob:https://example.org/0e2f', 'closed'],
    ['javascript:void 0', 'closed'],
    ['ftp://example.org/', 'closed'],
    ...[
      'chrome://settings',
      'edge://extensions',
      'brave://wallet',
      'about:blank',
      'about:reader?url=https://example.org',
      'moz-extension://0e2f/panel.html',
      'chrome-extension://abcd/panel.html',
      'devtools://devtools/bundled/inspector.html',
      'resource://gre/x',
      'not an address',
    ].map((url) => [url, 'browser-page'] as const),
  ] as const)('%s: %s', (url, expected) => {
    expect(tabReadability(url)).toBe(expected);
  });
});
