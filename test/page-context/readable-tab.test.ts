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
    ['https://example.org/report.pdf', 'pdf'],
    ['https://example.org/Report.PDF?page=2#3', 'pdf'],
    ['file:///home/a/notes.html', 'file'],
    ['file:///home/a/notes.pdf', 'file'],
    ['https://chromewebstore.google.com/detail/x', 'store'],
    ['https://chromewebstore.google.com./', 'store'],
    ['https://chrome.google.com/webstore', 'store'],
    ['https://chrome.google.com/webstore/detail/x', 'store'],
    ['https://addons.mozilla.org/en-GB/firefox/', 'store'],
    ['https://microsoftedge.microsoft.com/addons/Microsoft-Edge', 'store'],
    ['https://microsoftedge.microsoft.com/en-us/addons', 'store'],
    ...[
      'chrome://settings',
      'edge://extensions',
      'brave://wallet',
      'about:blank',
      'about:reader?url=https://example.org',
      'moz-extension://0e2f/panel.html',
      'chrome-extension://abcd/panel.html',
      'view-source:https://example.org/',
      'devtools://devtools/bundled/inspector.html',
      'data:text/html,<p>x',
      'blob:https://example.org/0e2f',
      'javascript:void 0',
      'resource://gre/x',
      'ftp://example.org/',
      'not an address',
    ].map((url) => [url, 'browser-page'] as const),
  ] as const)('%s: %s', (url, expected) => {
    expect(tabReadability(url)).toBe(expected);
  });
});
