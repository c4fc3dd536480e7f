import { describe, expect, it } from 'vitest';
import { patternSite, siteOrigin } from '../../lib/view/site-input.ts';

describe('a site that is typed', () => {
  it.each([
    ['example.com', 'https://example.com'],
    [' Example.COM ', 'https://example.com'],
    ['https://example.com/a/b?c#d', 'https://example.com'],
    ['http://example.com', 'http://example.com'],
    ['localhost:3000', 'https://localhost:3000'],
    ['http://localhost:3000/', 'http://localhost:3000'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['intranet', 'https://intranet'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
    ['HTTPS://example.com:443', 'https://example.com'],
  ])('%s is %s', (written, origin) => {
    expect(siteOrigin(written)).toBe(origin);
  });

  it.each([
    '',
    '   ',
    '*',
    '*.example.com',
    'https://*/*',
    '<all_urls>',
    'file:///etc/hosts',
    'chrome://extensions',
    'ftp://example.com',
    'bank.example@evil.example',
    'https://a:b@evil.example',
    'two words.example',
    'https://',
    `${'a'.repeat(2_001)}.example`,
  ])('%j is none', (written) => {
    expect(siteOrigin(written)).toBeNull();
  });
});

it.each([
  ['https://example.com/*', 'https://example.com'],
  ['http://example.com:8080/*', 'http://example.com:8080'],
  ['https://*/*', 'https://*'],
  ['<all_urls>', '<all_urls>'],
])('the pattern %s is shown as %s', (pattern, shown) => {
  expect(patternSite(pattern)).toBe(shown);
});
