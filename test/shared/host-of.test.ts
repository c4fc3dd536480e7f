import { expect, it } from 'vitest';
import { hostOf } from '../../lib/shared/host-of.ts';

it.each([
  ['https://example.org', 'example.org'],
  ['https://user:secret@example.org:8443/path?query#part', 'example.org:8443'],
  ['wss://EXAMPLE.org/ws', 'example.org'],
  ['http://localhost:8000', 'localhost:8000'],
  ['https://[::1]:9/', '[::1]:9'],
  ['file:///etc/hosts', 'file:'],
  ['about:blank', 'about:'],
  ['example.org', 'example.org'],
  ['', ''],
  ['https://', 'https://'],
])('of %j is %j', (address, host) => {
  expect(hostOf(address)).toBe(host);
});
