import { expect, it } from 'vitest';
import { namedTenant, storedDraft } from '../../lib/view/profile-draft.ts';
import { settings, settingsView } from './settings-view.ts';

it.each([
  ['wss://ws.example.org/api/v1/ws/chat?tenant_id=umbrella', 'umbrella'],
  [' ws://localhost:8000/ws?token=geheim&tenant_id=A_9-z ', 'A_9-z'],
  ['wss://ws.example.org/ws?tenant_id=acme', null],
  ['wss://ws.example.org/ws?tenant_id=', null],
  ['wss://ws.example.org/ws?tenant_id=two%20words', null],
  [`wss://ws.example.org/ws?tenant_id=${'x'.repeat(65)}`, null],
  ['wss://ws.example.org/ws?tenant=umbrella', null],
  ['https://ws.example.org/ws?tenant_id=umbrella', 'umbrella'],
  ['ws.example.org/ws?tenant_id=umbrella', 'umbrella'],
  ['ws://ws.example.org/ws?tenant_id=umbrella', null],
  ['wss://?tenant_id=umbrella', null],
  ['', null],
])('%s names %s', (wsUrl, tenant) => {
  const view = settingsView({ settings: settings({ wsUrl, tenantId: 'acme' }) });
  expect(namedTenant(storedDraft(view), view)).toBe(tenant);
  const asApiUrl = settingsView({ settings: settings({ apiUrl: wsUrl, tenantId: 'acme' }) });
  expect(namedTenant(storedDraft(asApiUrl), asApiUrl)).toBe(tenant);
  const locked = { ...view, locked: ['tenantId' as const] };
  expect(namedTenant(storedDraft(locked), locked)).toBeNull();
});
