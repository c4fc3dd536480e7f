import { expect, it } from 'vitest';
import { claimedHost } from '../../components/markdown/safe-url.ts';

it.each([
  ['bank.com', 'bank.com'],
  ['https://bank.com/login', 'bank.com'],
  ['**bank.com**', 'bank.com'],
  ['`bank.com`', 'bank.com'],
  ['\u200bbank.com', 'bank.com'],
  ['\u202ebank.com', 'bank.com'],
  ['the bank', null],
])('a link that reads %j claims to lead to %j', (text, host) => {
  expect(claimedHost(text)).toBe(host);
});
