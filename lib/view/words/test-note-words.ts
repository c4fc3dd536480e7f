import type { TestNote } from '../../messaging/settings-shapes.ts';
import { between, english } from './grammar.ts';
import { refusalsInWords } from './refusal-words.ts';

const { count } = english;

const seconds = (ms: number): string => `${count(ms / 1_000)} s`;

/** What a stage of *Test connection* found. Only the settings page loads it. */
export function testNoteWords(note: TestNote): string {
  switch (note.code) {
    case 'stopped':
      return 'Stopped.';
    case 'addresses':
      return note.apiUrl + between + note.wsUrl;
    case 'settings-refused':
      return refusalsInWords(note.errors);
    case 'no-answer':
      return `No answer within ${seconds(note.ms)}.`;
    case 'nothing-here':
      return 'Nothing answers on this computer. Is the platform running?';
    case 'version':
      return versionWords(note.version);
    case 'still-loading':
      return `The AI services are still loading. ${versionWords(note.version)}`.trim();
    case 'unhealthy':
      return 'The server says that it is not healthy.';
    case 'health-elsewhere':
      return `Health answers at ${note.path} instead of ${note.usual}. ${versionWords(note.version)}`.trim();
    case 'headers-refused':
      return 'The server answers, but does not admit the headers that the platform needs (CORS).';
    case 'tenants-untold':
      return 'This server does not say which tenants it knows.';
    case 'socket-elsewhere':
      return `The WebSocket answers at ${note.wsUrl}. Set that as the WebSocket URL.`;
    case 'no-greeting':
      return `It opened, but sent no greeting within ${seconds(note.ms)}.`;
    case 'join-left-out':
      return 'Joining needs a chat, and the test creates none.';
    case 'socket-unused':
      return 'This profile goes by REST and needs no WebSocket.';
    case 'join-needed':
      return 'This server answers only after a chat was joined.';
    case 'pong':
      return `Answered in ${count(note.ms)} ms.`;
    case 'no-pong':
      return `No answer to a ping within ${seconds(note.ms)}.`;
    default:
      return note satisfies never;
  }
}

function versionWords(version: string | undefined): string {
  return version === undefined ? '' : `Version ${version}.`;
}
