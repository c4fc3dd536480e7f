import { describe, expect, it } from 'vitest';
import { createAllowedOrigins, readOriginRule } from '../../lib/proxy-server/allowed-origins.ts';
import { chromiumOrigin, firefoxOrigin } from './proxy-settings-fixture.ts';

describe('an entry of the list', () => {
  it.each([
    chromiumOrigin,
    firefoxOrigin,
    'moz-extension://*',
    'https://app.example.com',
    'https://app.example.com:8443',
    'http://localhost:3000',
    ` ${chromiumOrigin}\n`,
  ])('may be %s', (written) => {
    expect(readOriginRule(written)).toBe(written.trim());
  });

  it.each([
    ['*'],
    ['null'],
    ['https://*'],
    ['https://*.example.com'],
    ['chrome-extension://*'],
    ['chrome-extension://tooshort'],
    ['chrome-extension://zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz'],
    [`${chromiumOrigin}/`],
    ['moz-extension://sidepanel@miptechnologies.tech'],
    ['https://app.example.com/'],
    ['https://app.example.com/path'],
    ['https://app.example.com:443'],
    ['https://user@app.example.com'],
    ['HTTPS://APP.EXAMPLE.COM'],
    ['file://'],
    [''],
  ])('can’t be %s', (written) => {
    expect(readOriginRule(written)).toBeNull();
  });
});

describe('the list', () => {
  const origins = createAllowedOrigins([chromiumOrigin, 'https://app.example.com']);

  it('has what stands on it, character by character', () => {
    expect(origins.has(chromiumOrigin)).toBe(true);
    expect(origins.has('https://app.example.com')).toBe(true);
  });

  it.each([
    undefined,
    '',
    'null',
    firefoxOrigin,
    `${chromiumOrigin}x`,
    chromiumOrigin.toUpperCase(),
    'http://app.example.com',
    'https://app.example.com.evil.example',
    'https://evil.example',
  ])('has no %s', (origin) => {
    expect(origins.has(origin)).toBe(false);
  });

  it('has every installation of Firefox where that is said, and nothing that only looks like one', () => {
    const any = createAllowedOrigins(['moz-extension://*']);
    expect(any.has(firefoxOrigin)).toBe(true);
    expect(any.has('moz-extension://*')).toBe(true);
    expect(any.has('moz-extension://evil')).toBe(false);
    expect(any.has(chromiumOrigin)).toBe(false);
  });
});
