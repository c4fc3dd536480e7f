import type { SettingsField } from '../config/settings-record.ts';
import type { Problem, ProblemCode } from '../shared/problem.ts';

const fields: { readonly [Code in ProblemCode]?: SettingsField } = {
  'tenant-unknown': 'tenantId',
  'websocket-refused': 'wsUrl',
  'host-unconfirmed': 'wsUrl',
  'websocket-blocked': 'protocol',
  'join-rejected': 'protocol',
  'token-in-url-only': 'protocol',
};

/** The setting that a problem is mended with, where it is another than the API URL. */
export function problemField({ code, detail }: Problem): SettingsField | undefined {
  if (code === 'settings-rejected' && detail !== undefined && /tenant/i.test(detail)) return 'tenantId';
  return fields[code];
}
