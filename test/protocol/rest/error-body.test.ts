import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readErrorBody } from '../../../lib/protocol/rest/error-body.ts';

describe('R11: an error body', () => {
  it.each([
    [
      'the envelope',
      {
        success: false,
        message: 'Slow down',
        errors: [],
        error_code: 'RATE_LIMIT_EXCEEDED',
        details: { retry_after: 2.5 },
      },
      { code: 'RATE_LIMIT_EXCEEDED', message: 'Slow down', retryAfter: 2500, fieldErrors: [] },
    ],
    [
      'the envelope with field errors',
      {
        success: false,
        message: 'No',
        errors: ['too long', { field: 'title', message: 'required' }, 7, null],
      },
      {
        message: 'No',
        fieldErrors: [
          { field: '', message: 'too long' },
          { field: 'title', message: 'required' },
        ],
      },
    ],
    [
      'code and message',
      { code: 'auth_required', message: 'Sign in' },
      { code: 'auth_required', message: 'Sign in', fieldErrors: [] },
    ],
    [
      'a detail in words',
      { detail: 'tenant not allowed' },
      { message: 'tenant not allowed', fieldErrors: [] },
    ],
    [
      'a list of details',
      {
        detail: [
          { loc: ['body', 'context', 'page_url'], msg: 'not an URL', type: 'x' },
          { loc: ['query', 'q'], msg: 'missing' },
        ],
      },
      {
        fieldErrors: [
          { field: 'context.page_url', message: 'not an URL' },
          { field: 'query.q', message: 'missing' },
        ],
      },
    ],
    [
      'a detail that is an error itself',
      { detail: { code: 'tenant_mismatch', message: 'other tenant', details: { retry_after: 1 } } },
      { code: 'tenant_mismatch', message: 'other tenant', retryAfter: 1000, fieldErrors: [] },
    ],
    [
      'parts of other types',
      { code: 7, message: {}, details: 'x', errors: 'x', detail: 3 },
      { fieldErrors: [] },
    ],
    ['a delay before now', { details: { retry_after: -1 } }, { fieldErrors: [] }],
    ['no object', 'down', { fieldErrors: [] }],
    ['nothing', undefined, { fieldErrors: [] }],
  ])('is understood: %s', (_, body, expected) => {
    expect(readErrorBody(body)).toEqual(expected);
  });

  it('is read up to ten field errors', () => {
    const detail = Array.from({ length: 5000 }, () => ({ loc: ['body', 'a'], msg: 'x' }));
    expect(readErrorBody({ detail }).fieldErrors).toHaveLength(10);
  });

  it('is never a reason to throw', () => {
    const part = fc.oneof(fc.jsonValue(), fc.anything());
    const body = fc.record(
      { code: part, error_code: part, message: part, errors: part, details: part, detail: part },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(body, fc.anything()), (value) => {
        expect(Array.isArray(readErrorBody(value).fieldErrors)).toBe(true);
      }),
    );
  });
});
