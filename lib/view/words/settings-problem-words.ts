import { between } from './counting.ts';
import { english } from './grammar.ts';
import {
  bringAlong,
  dismiss,
  reconnect,
  settings,
  type About,
  type ProblemTable,
} from './problem-telling.ts';

/** How many messages, and of which tenant, as far as it is known. */
function whatWaits({ count, subject }: About): string {
  const messages = count && english.plural(count, { one: '# message', other: '# messages' });
  const known = [messages, subject].filter(Boolean).join(between);
  return known && ` (${known})`;
}

/** What is set, and who sets it. */
export const settingsWords = {
  'not-set-up': () => [
    'The panel is not connected to an organisation yet',
    'Enter the address that your organisation gave you, in the panel or in the settings, and save it. Nothing is sent until then, and what you wrote is kept.',
    settings,
  ],
  'settings-invalid': ({ or }) => [
    `${or('A setting')} is not usable`,
    'Nothing is sent until it is corrected. Open the settings; the field says what is wrong.',
    settings,
  ],
  'settings-rejected': ({ the, said }) => [
    'The server refused your settings',
    `It objects to ${/tenant/i.test(said) ? 'the Tenant ID' : the('one of them')}. Correct it in the settings; the panel does not try again before that.`,
    settings,
  ],
  'proxy-origin-refused': ({ or }) => [
    `${or('The secure proxy')} does not let this extension in`,
    `It answers only to those on its list. Ask its operator to add ${globalThis.location?.origin ?? 'this extension’s origin'}. Your messages wait here.`,
    reconnect,
  ],
  'proxy-key-refused': ({ or }) => [
    'The platform does not let the secure proxy in',
    `The key that ${or('the proxy')} holds, or what else is set there, was refused. Only its operator can mend that. Your messages wait here.`,
    reconnect,
  ],
  'tenant-unknown': ({ the }) => [
    `The platform does not know the tenant ${the('in your settings')}`,
    'Check the spelling of the Tenant ID in the settings, or ask your administrator for it.',
    settings,
  ],
  'host-unconfirmed': ({ or }) => [
    `Is ${or('this host')} your assistant’s, too?`,
    `The settings lead to ${or('a host')} now, and your sign-in was not made for it. Nothing is sent until you confirm it. If you do not know it, correct the WebSocket URL in the settings.`,
    { kind: 'confirm-host', label: `Send to ${or('it')}` },
  ],
  'policy-unread': () => [
    'Waiting for your browser',
    'It has not said yet what your organisation has set, if you have one. Your messages are kept, and leave by themselves as soon as it has.',
    reconnect,
  ],
  'policy-forbids': ({ the }) => [
    'Your organisation does not allow this',
    `Its policy keeps the panel from using ${the('what is set here')}, so nothing is sent. What you wrote is kept. Ask your administrator.`,
    dismiss,
  ],
  'unsent-messages': (about) => [
    'Something you wrote stayed behind',
    `It waits, unsent, under the settings you had before${whatWaits(about)}. Bring it here to send it with the settings you have now, or leave it there: it is kept.`,
    bringAlong,
  ],
} satisfies ProblemTable;
