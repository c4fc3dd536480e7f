import { domainToUnicode } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decodePunycode } from '../../lib/view/punycode.ts';
import { readableAddress, readableName, readableText } from '../../lib/view/readable-address.ts';

describe('an address is shown as its owner writes it', () => {
  it.each([
    'https://bücher.example',
    'https://münchen.example:8443',
    'wss://bücher.example/api/v1/ws/chat',
    'https://例え.テスト',
    'https://почта.рф',
    'https://пример.example:8443/api',
    'https://ελλάδα.gr',
    'https://مثال.إختبار',
    'https://한국.한국',
    'https://faß.example/realms/a/',
  ])('%s', (written) => {
    const stored = new URL(written).href.replace(/(?<=^[a-z]+:\/\/[^/]+)\/$/, '');
    expect(stored).toContain('xn--');
    expect(readableAddress(stored)).toBe(written);
    // It leads to the same place.
    expect(new URL(readableAddress(stored)).href).toBe(new URL(stored).href);
  });

  it.each([
    // Cyrillic а among Latin letters, and a Greek one: a bank’s name that isn’t.
    ['https://bаnk.example', 'https://xn--bnk-6cd.example'],
    // Nothing in it that Latin has not, too.
    ['https://оса.com', 'https://xn--80a1aj.com'],
    ['https://τοκ.gr', 'https://xn--vxajo.gr'],
    // One label that speaks for itself makes no other one clear.
    ['https://аррӏе.пример.com', 'https://xn--80ak6aa92e.xn--e1afmkfd.com'],
    ['https://аррӏе.com', 'https://xn--80ak6aa92e.com'],
    ['https://i❤.example', 'https://xn--i-7iq.example'],
  ])('but %s, which could be taken for another: %s', (written, stored) => {
    expect(new URL(written).origin).toBe(stored);
    expect(readableAddress(stored)).toBe(stored);
  });

  it.each(['https://api.example.org', 'not an address xn--', 'https://xn--99999999999.example', ''])(
    '%s stays as it is',
    (address) => {
      expect(readableAddress(address)).toBe(address);
    },
  );

  it('and so is a host alone', () => {
    expect(readableName('xn--bcher-kva.example:8443')).toBe('bücher.example:8443');
    expect(readableName('xn--bnk-6cd.example')).toBe('xn--bnk-6cd.example');
    expect(readableName('acme')).toBe('acme');
  });
});

describe('punycode', () => {
  it.each([
    'bcher-kva',
    'r8jz45g',
    'zckzah',
    'mgbh0fb',
    '80a1acny',
    'fa-hia',
    '3e0b707e',
    'ihqwcrb4cv8a8dqg056pqjye',
  ])('%s is what the system takes it for', (encoded) => {
    expect(decodePunycode(encoded)).toBe(domainToUnicode(`xn--${encoded}`));
  });

  it.each(['é', 'a b', '99999999999999', '!'])('%j stands for nothing', (encoded) => {
    expect(decodePunycode(encoded)).toBeNull();
  });
});

describe('words that name a host', () => {
  it.each([
    ['Goes to xn--bcher-kva.example:8443 · acme', 'Goes to bücher.example:8443 · acme'],
    ['“api.xn--bcher-kva.example” and xn--bcher-kva.example.', '“api.bücher.example” and bücher.example.'],
    ['wss://xn--bcher-kva.example/xn', 'wss://bücher.example/xn'],
    ['No answer from xn--bnk-6cd.example. Trying again', 'No answer from xn--bnk-6cd.example. Trying again'],
  ])('%s: %s', (stored, shown) => {
    expect(readableText(stored)).toBe(shown);
  });
});
