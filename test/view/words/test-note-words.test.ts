import { expect, it } from 'vitest';
import type { TestNote } from '../../../lib/messaging/settings-shapes.ts';
import { testNoteWords } from '../../../lib/view/words/test-note-words.ts';

const [apiUrl, wsUrl] = ['https://api.example.org', 'wss://api.example.org/ws/'];

it.each<[TestNote, string]>([
  [{ code: 'stopped' }, 'Stopped.'],
  [
    { code: 'addresses', apiUrl, wsUrl, tenantId: 'acme', protocol: 'v3' },
    'https://api.example.org · wss://api.example.org/ws/',
  ],
  [
    {
      code: 'settings-refused',
      errors: { apiUrl: { code: 'address-spaced' }, tenantId: { code: 'set-by-organisation' } },
    },
    'The API URL has a space or line break in it. Remove it. Set by your organisation.',
  ],
  [{ code: 'no-answer', ms: 10_000 }, 'No answer within 10 s.'],
  [{ code: 'nothing-here' }, 'Nothing answers on this computer. Is the platform running?'],
  [{ code: 'version', version: '3.2.0' }, 'Version 3.2.0.'],
  [{ code: 'still-loading' }, 'The AI services are still loading.'],
  [{ code: 'still-loading', version: '3.2.0' }, 'The AI services are still loading. Version 3.2.0.'],
  [{ code: 'unhealthy' }, 'The server says that it is not healthy.'],
  [
    { code: 'health-elsewhere', path: '/healthz', usual: '/api/v1/health' },
    'Health answers at /healthz instead of /api/v1/health.',
  ],
  [
    { code: 'health-elsewhere', path: '/healthz', usual: '/api/v1/health', version: '3.2.0' },
    'Health answers at /healthz instead of /api/v1/health. Version 3.2.0.',
  ],
  [
    { code: 'headers-refused' },
    'The server answers, but does not admit the headers that the platform needs (CORS).',
  ],
  [{ code: 'tenants-untold' }, 'This server does not say which tenants it knows.'],
  [
    { code: 'socket-elsewhere', wsUrl },
    'The live connection (WebSocket) does not open at this address, but at wss://api.example.org/ws/.',
  ],
  [{ code: 'no-greeting', ms: 10_000 }, 'It opened, but sent no greeting within 10 s.'],
  [{ code: 'not-reached', stage: 'ready' }, 'Not asked: “Greeting” has to pass first.'],
  [{ code: 'socket-unused' }, 'This profile goes by REST and needs no WebSocket.'],
  [{ code: 'join-needed' }, 'This server answers only after a chat was joined.'],
  [{ code: 'pong', ms: 41 }, 'Answered in 41 ms.'],
  [{ code: 'no-pong', ms: 5_000 }, 'No answer to a ping within 5 s.'],
])('%j reads "%s"', (note, text) => {
  expect(testNoteWords(note)).toBe(text);
});
