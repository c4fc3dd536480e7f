import { beforeEach, expect, it, vi } from 'vitest';
import { createWebAuthFlow } from '../../lib/browser/web-auth-flow.ts';

const identity = vi.hoisted(() => ({
  getRedirectURL: vi.fn((path: string) => `https://id.chromiumapp.org/${path}`),
  launchWebAuthFlow: vi.fn<(details: object) => Promise<unknown>>(),
}));
vi.mock('../../lib/browser/browser.ts', () => ({ browser: { identity } }));

beforeEach(() => void identity.launchWebAuthFlow.mockReset());

it('says where it wants to be sent back to', () => {
  expect(createWebAuthFlow().redirectUrl()).toBe('https://id.chromiumapp.org/sso');
});

it('opens a window for the user, and says where it was sent', async () => {
  identity.launchWebAuthFlow.mockResolvedValue('https://id.chromiumapp.org/sso?code=c');
  const outcome = await createWebAuthFlow().launch('https://login.example.org/auth');
  expect(outcome).toEqual({ redirectedTo: 'https://id.chromiumapp.org/sso?code=c' });
  expect(identity.launchWebAuthFlow.mock.calls).toEqual([
    [{ url: 'https://login.example.org/auth', interactive: true }],
  ]);
});

it.each([
  ['The user did not approve access.', 'closed'],
  ['User cancelled or denied access.', 'closed'],
  ['Only one web auth flow is allowed at a time.', 'busy'],
  ['Authorization page could not be loaded.', 'failed'],
  ['Invalid request', 'failed'],
  ["Couldn't create a browser window to display an authorization page.", 'failed'],
  ['Identity API is disabled in incognito windows.', 'failed'],
  ['redirect_uri not allowed', 'failed'],
])('takes “%s” for a window that was %s', async (message, outcome) => {
  identity.launchWebAuthFlow.mockRejectedValue(new Error(message));
  expect(await createWebAuthFlow().launch('https://login.example.org/auth')).toBe(outcome);
});

it('takes a browser that says nothing for a window that was closed', async () => {
  identity.launchWebAuthFlow.mockResolvedValue(undefined);
  expect(await createWebAuthFlow().launch('https://login.example.org/auth')).toBe('closed');
});
