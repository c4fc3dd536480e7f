import type { PermissionAnswer } from '../shared/permission-answer.ts';
import type { ExtensionApi } from './browser.ts';

type Wanted = Parameters<ExtensionApi['permissions']['request']>[0];

/** In the turn of the user's gesture, before any `await`. Never rejects. */
export function askPermission(
  { permissions }: Pick<ExtensionApi, 'permissions'>,
  wanted: Wanted,
): Promise<PermissionAnswer> {
  return permissions.request(wanted).then(
    (isAllowed) => (isAllowed ? 'allowed' : 'refused'),
    // "Permissions are blocked by enterprise policy." A browser that won't even ask for another reason has allowed nothing.
    (refusal: unknown) => (/\bpolicy\b/i.test(String(refusal)) ? 'blocked' : 'refused'),
  );
}
