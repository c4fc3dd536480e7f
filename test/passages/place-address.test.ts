import { describe, expect, it } from 'vitest';
import { placeAddress } from '../../lib/passages/place-address.ts';
import type { Attachment } from '../../lib/shared/conversation.ts';
import { attachedPage } from '../view/messages.ts';
import { writtenTexts } from './written-texts.ts';

function address(passage: string, changes: Partial<Attachment> = {}): string | null {
  const text = `Before. ${passage} After.`;
  const start = text.indexOf(passage);
  return placeAddress(attachedPage({ url: 'https://a.example/x?y=1', text, ...changes }), {
    start,
    end: start + passage.length,
  });
}

const fragmentOf = (passage: string): string => address(passage)?.split('#:~:text=')[1] ?? '';

describe('the address of a place', () => {
  it.each<[string, string]>([
    ['The last crossing is at six', 'The%20last%20crossing%20is%20at%20six'],
    ['“so-called, at six & ten”', 'so%2Dcalled%2C%20at%20six%20%26%20ten'],
    ['100 % sure? #1', '100%20%25%20sure%3F%20%231'],
    ['## A heading of some length', 'A%20heading%20of%20some%20length'],
    ['- Show the ticket\n- Wait behind the line', 'Wait%20behind%20the%20line'],
    ['Pier | Leaves at ten past', 'Leaves%20at%20ten%20past'],
    ['…', ''],
  ])('of %j ends in %j', (passage, fragment) => {
    expect(fragmentOf(passage)).toBe(fragment);
  });

  it('names no address that was put behind a link, for the page does not show it', () => {
    const passage = 'See the tables (https://harbour.example/t?token=[key 1]) of June';
    expect(address(passage, { hasLinks: true })).toMatch(/#:~:text=See%20the%20tables%20of%20June$/);
    expect(address(passage)).toContain('harbour.example');
  });

  it.each(Object.entries(writtenTexts))(
    'names a long passage in %s by its beginning and its end, at ends of words',
    (_, text) => {
      const [begin = '', end = ''] = fragmentOf(text).split(',').map(decodeURIComponent);
      expect(text.startsWith(begin)).toBe(true);
      expect(text).toContain(end);
      expect(begin.length).toBeGreaterThan(5);
      expect(begin.length).toBeLessThan(120);
    },
  );

  it.each<[string, Partial<Attachment>, string | null]>([
    ['the page alone where the user has changed the text', { isEdited: true }, 'https://a.example/x?y=1'],
    [
      'no fragment of the page’s own',
      { url: 'https://a.example/x#part' },
      'https://a.example/x#:~:text=The%20last%20crossing',
    ],
    [
      'nobody’s name',
      { url: 'https://me:key@a.example/' },
      'https://a.example/#:~:text=The%20last%20crossing',
    ],
    ['nothing of a file', { url: 'file:///home/a.html' }, null],
    ['nothing of a script', { url: 'javascript:alert(1)' }, null],
    ['nothing of what was pasted', { url: '' }, null],
    ['nothing of another extension', { url: 'chrome-extension://abc/a.html' }, null],
  ])('is %s', (_, changes, wanted) => {
    expect(address('The last crossing', changes)).toBe(wanted);
  });

  it('holds no placeholder, and not what it stands for', () => {
    const masked = [{ placeholder: '[email 1]', kind: 'email', value: 'a@b.example' }] as const;
    expect(address('Write to [email 1] by six o’clock today', { masked: [...masked] })).toBe(
      'https://a.example/x?y=1#:~:text=by%20six%20o%E2%80%99clock%20today',
    );
  });
});
