import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configReply, defaultBranding } from '../../../lib/protocol/rest/branding.ts';

describe('R24: branding', () => {
  it('is what the tenant set', () => {
    const body = {
      title: ' Acme ',
      welcome_message: 'Hello\nthere',
      placeholder: 'Ask',
      primary_color: '#0AF',
      suggestions: ['One', 'Two'],
      max_message_length: 2000,
      features: { x: true },
    };
    expect(configReply.parse(body)).toEqual({
      title: 'Acme',
      welcomeMessage: 'Hello\nthere',
      placeholder: 'Ask',
      primaryColor: '#00aaff',
      suggestions: ['One', 'Two'],
      maxMessageLength: 2000,
    });
  });
  it('is the default for an empty answer', () => expect(configReply.parse({})).toEqual(defaultBranding));
  it('is left out part by part where it is wrong', () => {
    const body = {
      title: 7,
      placeholder: '\u0000',
      primary_color: 'red; background: url(x)',
      suggestions: [1, 'Two', ''],
      max_message_length: 0,
    };
    expect(configReply.parse(body)).toEqual({ ...defaultBranding, suggestions: ['Two'] });
  });
  it.each(['#12', '#12345', 'red', '#ggg', '#1234567', 'var(--x)', '#fff;'])(
    'takes no colour from %s',
    (primary_color) => {
      expect(configReply.parse({ primary_color })).not.toHaveProperty('primaryColor');
    },
  );
  it.each([null, [], 'x'])('needs an object, not %j', (body) =>
    expect(configReply.safeParse(body).success).toBe(false),
  );

  it('stays within its bounds, whatever the tenant set', () => {
    const long = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3000 }),
      fc.constant('😀'.repeat(3000)),
      fc.jsonValue(),
    );
    const config = fc.record(
      {
        title: long,
        welcome_message: long,
        placeholder: long,
        primary_color: fc.oneof(long, fc.constantFrom('#FFF', '#123abc')),
        suggestions: fc.oneof(fc.array(long), fc.jsonValue()),
        max_message_length: fc.oneof(fc.double(), fc.integer(), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(config, (body) => {
        const {
          title = '',
          welcomeMessage = '',
          placeholder = '',
          primaryColor = '#000000',
          suggestions,
          maxMessageLength,
        } = configReply.parse(body);
        expect(Array.from(title).length).toBeLessThanOrEqual(60);
        expect(Array.from(welcomeMessage).length).toBeLessThanOrEqual(1000);
        expect(Array.from(placeholder).length).toBeLessThanOrEqual(120);
        expect(primaryColor).toMatch(/^#[0-9a-f]{6}$/);
        expect(suggestions.length).toBeLessThanOrEqual(6);
        for (const suggestion of suggestions) expect(Array.from(suggestion).length).toBeLessThanOrEqual(200);
        expect(
          Number.isInteger(maxMessageLength) && maxMessageLength >= 1 && maxMessageLength <= 100_000,
        ).toBe(true);
      }),
    );
  });
});
