import { describe, expect, it } from 'vitest';
import { safeUrl } from '../../components/markdown/safe-url.ts';

describe('an address of an answer', () => {
  const long = (length: number): string => `https://a.test/${'x'.repeat(length - 'https://a.test/'.length)}`;

  it.each([
    ['https://a.test/x?y#z', 'https://a.test/x?y#z', 'a.test'],
    ['http://a.test', 'http://a.test/', 'a.test'],
    ['HTTPS://A.test', 'https://a.test/', 'a.test'],
    [' https://a.test ', 'https://a.test/', 'a.test'],
    ['https://a.test:8443/', 'https://a.test:8443/', 'a.test:8443'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/', 'bücher.example'],
    ['https://xn--bcher-kva.example/', 'https://xn--bcher-kva.example/', 'xn--bcher-kva.example'],
    ['https://ｂank。example/', 'https://bank.example/', 'bank.example'],
    ['https://bаnk.example/', 'https://xn--bnk-6cd.example/', 'xn--bnk-6cd.example'],
    ['mailto:a@b.test?bcc=c@d.test', 'mailto:a@b.test?bcc=c@d.test', 'a@b.test, c@d.test'],
    ['mailto:a@b.test', 'mailto:a@b.test', 'a@b.test'],
    ['mailto:a%40b.test', 'mailto:a%40b.test', 'a@b.test'],
    ['mailto:%E0%A4%A', 'mailto:%E0%A4%A', '%E0%A4%A'],
    [long(4_096), long(4_096), 'a.test'],
  ])('%s leads to %s', (address, href, host) => {
    expect(safeUrl(address)).toEqual({ href, host });
  });

  it.each([
    '',
    'a.test',
    '/path',
    '//a.test',
    '#x',
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'java\tscript:alert(1)',
    'https://a.test/\u0000',
    'https://a.\ntest/',
    'data:text/html,x',
    'blob:https://a.test/1',
    'ftp://a.test/',
    'file:///etc/passwd',
    'https://',
    'https://:80',
    'https://me@a.test/',
    'https://me:secret@a.test/',
    'https://bank.example@a.test/',
    'https://a b/',
    '1https://a.test',
    long(4_097),
  ])('%j leads nowhere', (address) => {
    expect(safeUrl(address)).toBeNull();
  });
});
