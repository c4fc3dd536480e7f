import { expect, it } from 'vitest';
import { toAccountProblem, type AccountFailure } from '../../../lib/transport/http/account-failure.ts';
import { profile } from './fake-platform.ts';

const subject = 'api.example.org';

it.each<[AccountFailure, object]>([
  [{ kind: 'wrong-credentials' }, { code: 'sign-in-refused', subject }],
  [{ kind: 'locked' }, { code: 'account-locked', subject }],
  [
    { kind: 'locked', detail: 'Until noon' },
    { code: 'account-locked', subject, detail: 'Until noon' },
  ],
  [{ kind: 'taken' }, { code: 'account-exists', subject }],
  [
    { kind: 'fields', fields: { email: 'odd' } },
    { code: 'fields-refused', subject },
  ],
  [
    { kind: 'fields', fields: {}, detail: 'Odd' },
    { code: 'fields-refused', subject, detail: 'Odd' },
  ],
  [{ kind: 'no-accounts' }, { code: 'accounts-missing', subject }],
  [
    { kind: 'other', failure: { kind: 'network' } },
    { code: 'server-unreachable', subject },
  ],
  [
    { kind: 'other', failure: { kind: 'tenant-mismatch', detail: 'Other' } },
    { code: 'tenant-mismatch', subject: 'acme', detail: 'Other' },
  ],
  [
    { kind: 'other', failure: { kind: 'rate-limited', retryAfterMs: 1 } },
    { code: 'rate-limited', subject },
  ],
])('R30: %j is a problem of its own', (failure, expected) => {
  expect(toAccountProblem(failure, profile)).toEqual(expected);
});
