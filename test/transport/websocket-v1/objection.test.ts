import { describe, expect, it } from 'vitest';
import {
  aboutWhich,
  isAboutKind,
  isCloseAboutKind,
  isCloseAboutToken,
} from '../../../lib/transport/websocket-v1/objection.ts';
import type { V1Variant } from '../../../lib/config/known-way.ts';
import { createVariantMemory } from '../../../lib/transport/websocket-v1/variant.ts';

describe('P47: an error', () => {
  it.each([
    ['unknown_type', 'Unknown message type: auth', 'auth'],
    ['unknown_type', 'Unknown message type: chat_message', 'message'],
    [null, 'Unsupported event "chat_message"', 'message'],
    ['invalid_message', 'Invalid message format', null],
    ['invalid_frame', 'Not a frame of this protocol', null],
    ['unsupported_message_type', null, null],
    [null, 'unrecognized frame type: ping', 'ping'],
    ['error', 'Field required: message', null],
    [null, 'Message type not supported', null],
  ])('%s, %s is about the kind of a frame', (code, detail, which) => {
    expect(isAboutKind({ code, detail })).toBe(true);
    expect(aboutWhich({ code, detail })).toBe(which);
  });

  it.each([
    ['internal', 'An unexpected error occurred'],
    ['unknown_error', 'Unknown error'],
    ['validation_error', 'The message is empty'],
    [null, 'Unknown tenant'],
    ['quota', 'The quota is used up'],
    [null, null],
    ['authentication_failed', 'authentication'],
  ])('%s, %s is not', (code, detail) => {
    expect(isAboutKind({ code, detail })).toBe(false);
  });
});

describe('P47, P49: a close', () => {
  it.each([
    [1003, '', true, false],
    [1007, 'invalid payload', true, false],
    [1008, '', true, false],
    [1008, 'policy violation', true, false],
    [1008, 'rate limit exceeded', false, false],
    [1008, 'tenant_id required', false, false],
    [1008, 'token required', true, true],
    [4400, 'first frame must be auth', true, false],
    [4401, '', false, true],
    [4403, 'invalid credentials', false, true],
    [4403, 'tenant_mismatch', false, false],
    [4408, '', true, false],
    [1000, '', false, false],
    [1001, 'token', false, false],
    [1006, '', false, false],
    [1011, '', false, false],
  ])('with %i "%s": about a kind: %s; about a token: %s', (code, reason, isKind, isToken) => {
    expect(isCloseAboutKind(code, reason)).toBe(isKind);
    expect(isCloseAboutToken(code, reason)).toBe(isToken);
  });
});

describe('which of the three servers it is', () => {
  function memory(remembered: V1Variant | null) {
    const found: (V1Variant | null)[] = [];
    return { found, ...createVariantMemory({ remembered, found: (variant) => void found.push(variant) }) };
  }

  it('is told once it is proven, and not again', () => {
    const { learn, guess, found } = memory(null);
    expect(guess()).toEqual({ variant: null, isRemembered: false, isProven: false, mayPing: true });
    learn('plain', false);
    expect([guess().variant, guess().isRemembered, found]).toEqual(['plain', false, []]);
    learn('plain', true);
    learn('plain', true);
    expect(found).toEqual(['plain']);
    // By the next connection: the server may be another one by then.
    expect(guess()).toMatchObject({ variant: 'plain', isRemembered: true, isProven: false });
    learn('hybrid', true);
    expect(found).toEqual(['plain', 'hybrid']);
  });

  it('is gone by where it is remembered, which proves nothing, and forgotten where that turns out wrong', () => {
    const { learn, guess, found, forgoPings } = memory('hybrid');
    expect(guess()).toMatchObject({ variant: 'hybrid', isRemembered: true, isProven: false });
    learn('hybrid', true);
    expect(found).toEqual([]);
    forgoPings();
    learn(null, false);
    expect(guess()).toEqual({ variant: null, isRemembered: false, isProven: false, mayPing: false });
    expect(found).toEqual([null]);
  });
});
