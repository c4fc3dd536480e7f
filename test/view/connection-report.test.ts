import { describe, expect, it } from 'vitest';
import type { TestStage } from '../../lib/messaging/test-stage.ts';
import { connectionReport, type ReportFacts } from '../../lib/view/connection-report.ts';
import { problemReport } from '../../lib/view/problem-report.ts';

const now = Date.UTC(2026, 0, 15, 12);
const report = (stages: readonly TestStage[], changes: Partial<ReportFacts> = {}): string =>
  connectionReport({
    stages,
    locked: [],
    policyMistakes: [],
    version: '0.1.0',
    browser: 'Browser/1.0',
    now,
    ...changes,
  });

const addresses: TestStage = {
  name: 'url',
  outcome: 'passed',
  at: now,
  duration: 0,
  note: {
    code: 'addresses',
    apiUrl: 'https://api.acme.test',
    wsUrl: 'wss://api.acme.test/api/v1/ws/chat',
    tenantId: 'acme',
    protocol: 'v3',
  },
};

describe('the report that is copied', () => {
  it('holds versions, times, settings, what the policy has locked, each stage, and what is to be done', () => {
    const stages: TestStage[] = [
      addresses,
      {
        name: 'health',
        outcome: 'passed',
        at: now + 7,
        duration: 41,
        note: { code: 'version', version: '3.2.0' },
      },
      {
        name: 'tenant',
        outcome: 'failed',
        at: now + 48,
        duration: 12,
        status: 404,
        problem: { code: 'tenant-unknown', subject: 'acme', requestId: 'req-1' },
      },
      { name: 'websocket', outcome: 'skipped', note: { code: 'not-reached', stage: 'tenant' } },
    ];
    expect(report(stages, { locked: ['apiUrl', 'tenantId'], policyMistakes: ['profiles[1].apiUrl'] })).toBe(
      `# Connection report

- Extension: 0.1.0
- Browser: Browser/1.0
- Made: 2026-01-15T12:00:00.000Z
- API URL: https://api.acme.test
- WebSocket URL: wss://api.acme.test/api/v1/ws/chat
- Tenant ID: acme
- Protocol: v3
- Set by the organisation: API URL, Tenant ID
- Not understood in its policy: profiles[1].apiUrl

| Stage | Result | Began | Took | Status | Code | Request ID |
| --- | --- | --- | --- | --- | --- | --- |
| Addresses | Passed | 2026-01-15T12:00:00.000Z | 0 ms |  |  |  |
| Health and AI readiness | Passed | 2026-01-15T12:00:00.007Z | 41 ms |  |  |  |
| Tenant | Failed | 2026-01-15T12:00:00.048Z | 12 ms | 404 | tenant-unknown | req-1 |
| Live connection | Skipped |  |  |  |  |  |

## Addresses

https://api.acme.test · wss://api.acme.test/api/v1/ws/chat

## Health and AI readiness

Version 3.2.0.

## Tenant

The platform does not know the tenant “acme”.
Next: Check the spelling of the Tenant ID, or ask your administrator for it.

## Live connection

Not asked: “Tenant” has to pass first.

The server’s own words are left out, and so is every conversation.
`,
    );
  });

  it('holds nothing of settings that broke a rule: it may be a password in the wrong box', () => {
    const refused: TestStage = {
      name: 'url',
      outcome: 'failed',
      problem: { code: 'settings-invalid' },
      note: {
        code: 'settings-refused',
        errors: { apiUrl: { code: 'address-user', example: 'https://api.acme.test' } },
      },
    };
    expect(report([refused])).toMatch(/holds a user name or password/);
    expect(report([refused])).not.toContain('- API URL');
  });

  it('leaves a stage out that is still at it', () => {
    expect(report([addresses, { name: 'server', outcome: 'running', at: now }])).not.toContain('| Server');
  });
});

describe('a secret that a server has planted', () => {
  const secret = 'hunter2 of Ada, and | what was said';

  it.each<[string, TestStage]>([
    ['its words', { name: 'join', outcome: 'failed', problem: { code: 'server-error', detail: secret } }],
    [
      'its name of an answer',
      { name: 'tenant', outcome: 'failed', problem: { code: 'server-error', requestId: secret } },
    ],
    ['its version', { name: 'health', outcome: 'passed', note: { code: 'version', version: secret } }],
    [
      'its version, at another path',
      {
        name: 'health',
        outcome: 'warned',
        note: { code: 'health-elsewhere', path: '/healthz', usual: '/api/v1/health', version: secret },
      },
    ],
    [
      'what it tells of a tenant',
      {
        name: 'tenant',
        outcome: 'warned',
        note: {
          code: 'tenant-inactive',
          facts: [
            { name: 'status', value: secret },
            { name: secret, value: '1' },
          ],
        },
      },
    ],
  ])('in %s is in no report', (_, stage) => {
    const text = report([addresses, stage]);
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('said');
  });

  it('in a problem is in no report of it, wherever', () => {
    const text = problemReport({
      problem: {
        code: 'message-rejected',
        subject: secret,
        detail: secret,
        requestId: secret,
        messageId: secret,
        origin: secret,
      },
      time: now,
      browser: 'Browser/1.0',
    });
    expect(text).not.toContain('hunter2');
    expect(text).toContain('- Time: 2026-01-15T12:00:00.000Z');
    expect(text).not.toContain('Request ID');
  });
});
