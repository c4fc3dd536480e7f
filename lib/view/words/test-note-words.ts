import type { TestNote } from '../../messaging/settings-shapes.ts';
import type { SilentCause } from '../../messaging/test-note.ts';
import { between } from './counting.ts';
import { english } from './grammar.ts';
import { refusalsInWords } from './refusal-words.ts';
import { settingWords } from './setting-words.ts';
import { stageWords } from './stage-words.ts';

const { count, list, plural } = english;

const seconds = (ms: number): string => `${count(ms / 1_000)} s`;
const minutes = (ms: number): string =>
  plural(Math.round(Math.abs(ms) / 60_000), { one: '# minute', other: '# minutes' });

const causes: Readonly<Record<SilentCause, string>> = {
  down: 'nothing listens there, or your network keeps you from it',
  name: 'nobody has that name',
  certificate:
    'its certificate is not trusted: self-signed, expired, made for another name, or by a proxy that reads along',
  cors: 'the server lets no extension read its answers (CORS)',
};

const wayNames: Readonly<Record<string, string>> = settingWords.protocol.choices;

/** What a stage of *Test connection* found. Only the settings page loads it. */
export function testNoteWords(note: TestNote): string {
  switch (note.code) {
    case 'stopped':
      return 'Stopped.';
    case 'not-reached':
      return `Not asked: “${stageWords[note.stage]}” has to pass first.`;
    case 'addresses':
      return note.apiUrl + between + note.wsUrl;
    case 'settings-refused':
      return refusalsInWords(note.errors);
    case 'access-given':
      return 'The browser lets this extension read what that server answers.';
    case 'access-unasked':
      return 'No special access was given. Most servers need none.';
    case 'no-answer':
      return `No answer within ${seconds(note.ms)}.`;
    case 'no-way-in':
      return `No answer at all, and the browser does not tell why. It may be that ${note.causes.map((cause) => causes[cause]).join('; or ')}.`;
    case 'nothing-listens':
      return 'No answer at all: nothing listens there.';
    case 'nothing-here':
      return 'Nothing answers on this computer. Is the platform running?';
    case 'offline':
      return 'This browser has no network.';
    case 'name-reserved':
      return 'Nobody has that name: those that end like this are kept for examples.';
    case 'socket-answers':
      return 'A live connection opens there, so the server is up, and its name and its certificate are good. Only what extensions ask for is kept from them (CORS).';
    case 'administration':
      return 'You have allowed access, and the browser holds the answers back all the same: whoever manages it keeps extensions away from this server.';
    case 'web-page':
      return 'A web page came where the platform would answer: of a network that wants a sign-in, of a proxy, or of another site.';
    case 'redirected':
      return 'The server sends on to another address, which is not followed.';
    case 'network-login':
      return 'The network itself wants a sign-in before it lets anything through (status 511).';
    case 'version':
      return versionWords(note.version);
    case 'still-loading':
      return `The AI services are still loading. ${versionWords(note.version)}`.trim();
    case 'unhealthy':
      return 'The server says that it is not healthy.';
    case 'clock':
      return note.ms > 0
        ? `The clock of this computer is ${minutes(note.ms)} ahead of the server’s.`
        : `The clock of this computer is ${minutes(note.ms)} behind the server’s.`;
    case 'health-elsewhere':
      return `Health answers at ${note.path} instead of ${note.usual}. ${versionWords(note.version)}`.trim();
    case 'headers-refused':
      return 'The server answers, but does not admit the headers that the platform needs (CORS).';
    case 'tenants-untold':
      return 'This server does not say which tenants it knows.';
    case 'tenant-told':
    case 'tenant-inactive':
      return `${list(note.facts.map(({ name, value }) => `${name}: ${value}`))}.`;
    case 'sign-in-ended':
      return 'Your sign-in was ended earlier, by the platform or by who vouches for you.';
    case 'signed-out':
      return 'You are not signed in. Some platforms need no sign-in.';
    case 'elsewhere-signed-in':
      return 'You are signed in, but not for each host of these settings: the test went on without showing your sign-in to anybody.';
    case 'accounts-untold':
      return 'This server does not say who is signed in.';
    case 'token-in-url':
      return 'This server is too old: it takes a sign-in only as part of an address, where it would stand in logs. This extension never puts it there.';
    case 'socket-elsewhere':
      return `The live connection (WebSocket) does not open at this address, but at ${note.wsUrl}.`;
    case 'accepts-then-drops':
      return 'It opens, and is closed at once, without a word.';
    case 'restarting':
      return 'The server closed with the word that it restarts.';
    case 'no-greeting':
      return `It opened, but sent no greeting within ${seconds(note.ms)}.`;
    case 'ready-untold':
      return 'It greets, and does not say when it is ready. The panel joins after a second.';
    case 'join-made-up':
      return 'It let the test in, and knew no chat of the name that the test made up: as it should be.';
    case 'join-unanswered':
      return 'It took the wish to join, and said neither yes nor no.';
    case 'socket-unused':
      return 'This profile goes by REST and needs no WebSocket.';
    case 'join-needed':
      return 'This server answers only after a chat was joined.';
    case 'pong':
    case 'answered':
      return `Answered in ${count(note.ms)} ms.`;
    case 'no-pong':
      return `No answer to a ping within ${seconds(note.ms)}.`;
    case 'join-none':
      return 'Older servers join nothing: a test message shows whether they answer.';
    case 'proxy-untold':
      return 'A secure proxy tells nothing of the platform behind it, and takes no sign-in.';
    case 'way':
      return `The panel goes this way: ${wayNames[note.way] ?? note.way}.`;
    case 'no-way':
      return 'None of the ways that the panel knows leads there.';
    default:
      return note satisfies never;
  }
}

function versionWords(version: string | undefined): string {
  return version === undefined ? '' : `Version ${version}.`;
}
