import { expect, it } from 'vitest';
import { wholeAddress, withScheme } from '../../lib/view/whole-address.ts';

it.each([
  ['api.example.com', 'https://api.example.com'],
  ['  api.example.com/api/v1 ', 'https://api.example.com/api/v1'],
  ['localhost:8000', 'http://localhost:8000'],
  ['127.0.0.1:8000', 'http://127.0.0.1:8000'],
  ['panel.localhost', 'http://panel.localhost'],
  ['localhost.example.com', 'https://localhost.example.com'],
  ['http://api.example.com', 'http://api.example.com'],
  ['wss://api.example.com', 'wss://api.example.com'],
  ['', ''],
])('“%s” is completed to “%s”', (typed, completed) => {
  expect(withScheme(typed)).toBe(completed);
});

it.each([
  ['https://api.example.com', 'api.example.com'],
  ['api.example.com', 'api.example.com'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['wss://api.example.com/api/v1/ws/chat', 'api.example.com'],
  ['http://localhost:8000', 'localhost:8000'],
  ['localhost', 'localhost'],
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
