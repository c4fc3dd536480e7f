import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChatIds } from '../../lib/proxy-server/chat-ids.ts';
import { chromiumOrigin, firefoxOrigin } from './proxy-settings-fixture.ts';

const key = 'a key of thirty-two characters!!';
const ids = createChatIds(key, 'acme');
const platformId = '3f2b8c1e-0000-4000-8000-000000000000';
const issued = ids.issue(chromiumOrigin, platformId) ?? '';

describe('a chat’s id', () => {
  it('opens what it was given for, whatever the platform’s own looks like, and fits any path', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }), (id) => {
        fc.pre(Buffer.byteLength(id) <= 128);
        const chatId = ids.issue(chromiumOrigin, id) ?? '';
        expect(chatId).toMatch(/^[\w-]+\.[\w-]{22}$/);
        expect(chatId.length).toBeLessThanOrEqual(200);
        expect(ids.open(chromiumOrigin, chatId)).toBe(id);
      }),
    );
  });

  it('is none for an id longer than any platform’s', () => {
    expect(ids.issue(chromiumOrigin, 'x'.repeat(128))).not.toBeNull();
    expect(ids.issue(chromiumOrigin, 'x'.repeat(129))).toBeNull();
    expect(ids.issue(chromiumOrigin, '')).toBeNull();
  });

  it('opens nothing for another origin, another tenant, or by another key', () => {
    expect(ids.open(firefoxOrigin, issued)).toBeNull();
    expect(createChatIds(key, 'other').open(chromiumOrigin, issued)).toBeNull();
    expect(createChatIds(`${key}.`, 'acme').open(chromiumOrigin, issued)).toBeNull();
    expect(createChatIds(null, 'acme').open(chromiumOrigin, issued)).toBeNull();
  });

  it('outlives the process that gave it, where the key does', () => {
    expect(createChatIds(key, 'acme').open(chromiumOrigin, issued)).toBe(platformId);
  });

  it('can’t be guessed from the platform’s own, nor changed in any character', () => {
    const plain = Buffer.from(platformId).toString('base64url');
    for (const guess of [
      platformId,
      plain,
      `${plain}.`,
      `${plain}.${'A'.repeat(22)}`,
      `.${issued}`,
      `${issued}=`,
    ])
      expect(ids.open(chromiumOrigin, guess)).toBeNull();
    fc.assert(
      fc.property(
        fc.nat(issued.length - 1),
        fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'),
        (at, letter) => {
          const changed = issued.slice(0, at) + letter + issued.slice(at + 1);
          expect(ids.open(chromiumOrigin, changed)).toBe(changed === issued ? platformId : null);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is read whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (guess) => {
        expect(ids.open(chromiumOrigin, guess)).toBeNull();
      }),
    );
  });
});
