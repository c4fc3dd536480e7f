import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PanelDriver } from './panel-driver.ts';
import { startWalk, type Walk } from './walk-driver.ts';
import { createWorld, type World } from './world.ts';

/* Signing in and out by keyboard: where the focus is after each action, and what was said. */
let world: World;
let panel: PanelDriver;
let walker: Walk;

beforeAll(async () => {
  world = await createWorld({ auth: 'required' });
  panel = await world.openPanel();
  await panel.alert(/Sign in needed/);
  walker = await startWalk(panel.page);
});
afterAll(() => world?.close());

const [message, email, word] = ['textbox "Message"', 'textbox "Email"', 'textbox "Password"'];
const account = 'button "Account: Ada Lovelace"';
const password = 'correct horse battery staple';
const needed =
  'Sign in neededThe platform answers signed-in people only. Your messages are kept until then.Sign inReconnectDetails';
const standing = 'Signed in as Ada Lovelaceada@example.comYou are signed out when the browser closes.';
const signedOut =
  'You are not signed in.Some platforms need no sign-in: if the panel is connected, you can leave this empty.';
const refusal = 'Wrong email or password. Check both, and the Tenant ID: an account belongs to one tenant.';
const typed = (text: string) => (): Promise<void> => panel.page.keyboard.type(text);

it('the way in', async () => {
  const { button, key, walk } = walker;
  const { seen, wanted } = await walk([
    ['details of the alert', button('Details'), 'button "Details"'],
    ['sign in', button('Sign in'), email],
    ['show the password', button('Show password'), 'button "Show password"'],
    ['hide it again', button('Show password'), 'button "Show password"'],
    ['with nothing typed', button('Sign in'), email],
    ['an account is to be made', button('Create account'), email],
    ['it is not', button('Back to sign in'), email],
    ['Escape', key('Escape'), 'button "Sign in"'],
    ['sign in again', button('Sign in'), email],
    ['an address', typed('ada@example.com'), email],
    ['on', key('Tab'), word],
    ['a password', typed('another'), word],
    ['refused', key('Enter'), word, 'Signing in…', refusal],
    ['close', button('Close'), 'button "Sign in"'],
    ['once more, with the address kept', button('Sign in'), word],
    ['an account after all', button('Create account'), word],
    ['its password', typed(password), word],
    ['past the button', key('Tab'), 'button "Show password"'],
    ['to the name', key('Tab'), 'textbox "Full name"'],
    ['a name', typed('Ada Lovelace'), 'textbox "Full name"'],
    ['made', key('Enter'), message, 'Creating the account…', standing, 'Connected'],
  ]);
  expect(seen).toEqual(wanted);
});

it('the way out, and in again', async () => {
  const { button, key, walk } = walker;
  const { seen, wanted } = await walk([
    ['account', button('Account: Ada Lovelace'), 'button "Close"', standing],
    ['Escape', key('Escape'), account],
    ['account again', button('Account: Ada Lovelace'), 'button "Close"', standing],
    ['sign out', button('Sign out'), message, 'Signing out…', needed],
    ['sign in', button('Sign in'), email],
    ['the address', typed('ada@example.com'), email],
    ['on', key('Tab'), word],
    ['the password', typed(password), word],
    ['signed in', key('Enter'), message, 'Signing in…', standing, 'Connected'],
  ]);
  expect(seen).toEqual(wanted);
});

it('in the settings', async () => {
  const options = await world.openOptions();
  await options.page.waitForSelector('.standing button');
  const { button, key, walk } = await startWalk(options.page);
  const type = (text: string) => (): Promise<void> => options.page.keyboard.type(text);
  const heading = 'h2 "Account"';
  const { seen, wanted } = await walk([
    ['sign out', button('Sign out'), heading, signedOut],
    ['to the address', () => options.page.focus('[name="email"]'), email],
    ['nothing typed', key('Enter'), email, 'The email address is empty.'],
    ['an address', type('ada@example.com'), email],
    ['on', key('Tab'), word],
    ['a password', type('another'), word],
    ['refused', key('Enter'), word, 'Signing in…', refusal],
    ['show the password', button('Show password'), 'button "Show password"'],
    ['an account is to be made', button('Create account'), 'textbox "Full name"'],
    ['it is not', button('Back to sign in'), email],
    ['to the password', () => options.page.focus('[name="password"]'), word],
    ['the right one', () => options.fill('Password', password), word],
    ['signed in', key('Enter'), heading, 'Signing in…', standing],
  ]);
  expect(seen).toEqual(wanted);
});
