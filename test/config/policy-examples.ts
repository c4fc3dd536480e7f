import { isPlainField, settingsFields, settingsRecord } from '../../lib/config/settings-record.ts';

const switches = settingsFields.filter(isPlainField).flatMap((field) => {
  const { control, policy, byDefault } = settingsRecord[field];
  return control === 'switch' ? [[policy, !byDefault] as const] : [];
});

/** A right policy in which every key is set, each to something other than its default. */
export const everything = {
  profiles: [
    {
      id: 'main',
      name: 'Example',
      apiUrl: 'https://api.example.com/',
      wsUrl: 'wss://live.example.com',
      tenantId: 'example',
      protocol: 'v3',
      passwordPage: 'https://example.com/forgot?tenant=example',
      healthPath: '/healthz',
      compatibilityHeaders: true,
      ...Object.fromEntries(switches),
      sso: { issuer: 'https://id.example.com/realm/', clientId: 'panel', scopes: 'openid email' },
    },
    { apiUrl: 'http://localhost:8000' },
  ],
  ownProfiles: true,
  defaultTenant: 'example-default',
  allowedProtocols: ['v3', 'rest'],
  pageContext: { enabled: true, allow: ['*.example.com'], block: ['hr.example.com'] },
  masking: { email: true, phone: false, card: true, iban: true, key: true },
  keepDays: 30,
  logLevel: 'errors',
  prompts: [{ title: 'House style', text: 'Rewrite {selection} in our house style.' }],
  sso: { issuer: 'https://login.example.com', clientId: 'sidepanel', scopes: 'openid offline_access' },
} as const;
