import { expect, it } from 'vitest';
import { wholeAddress } from '../../lib/view/whole-address.ts';

it.each([
  ['https://api.example.com', 'api.example.com'],
  ['api.example.com', 'api.example.com'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['wss://api.example.com/api/v1/ws/chat', 'api.example.com'],
  ['http://localhost:8000', 'localhost:8000'],
  ['localhost', 'localhost'],
  ['panel.localhost', 'panel.localhost'],
  ['api.example.com/api/v1/chat', 'api.example.com'],
  // Refused when it is asked about: another's path, and no encryption.
  ['https://example.com/blog', 'example.com'],
  ['http://api.example.com', 'api.example.com'],
  ['192.168.0.12:8000', '192.168.0.12:8000'],
  ['http://[::1]:8000', '[::1]:8000'],
])('“%s” may be asked: %s', (typed, host) => {
  expect(wholeAddress(typed)?.host).toBe(host);
});

it.each([
  '',
  'h',
  'https://',
  'https://a',
  'api',
  'https://api.',
  'api.e',
  'https://intranet',
  'ftp://example.com',
  'two words.com',
  'javascript://example.com/%0aalert',
])('“%s” may be the beginning of another, or is none, and is not asked', (typed) => {
  expect(wholeAddress(typed)).toBeNull();
});
