import { describe, expect, it } from 'vitest';
import { mask } from '../../lib/masking/mask.ts';

const masked = (text: string): string =>
  mask(text, { kinds: ['email', 'phone', 'card', 'iban', 'key'] }).text;
const hex = 'a1b2'.repeat(8);
const mixed = 'x1'.repeat(9);
const at = 'https://a.example';

describe('what lets in whoever has the address', () => {
  it.each([
    ['?sid=a1b2c3d4', '?sid=[key 1]'],
    [`?x=1&PHPSESSID=${hex}`, '?x=1&PHPSESSID=[key 1]'],
    [`;jsessionid=${hex}`, ';jsessionid=[key 1]'],
    [`?session=${hex}&next=/x`, '?session=[key 1]&next=/x'],
    ['?session_id=a1b2c3d4', '?session_id=[key 1]'],
    [`?code=${mixed}`, '?code=[key 1]'],
    [`?key=${hex}`, '?key=[key 1]'],
    [`#ticket=ST-${mixed}`, '#ticket=[key 1]'],
    ['?access_token=abcdef123456&x=1', '?access_token=[key 1]&x=1'],
  ])('%s', (written, told) => {
    // As link addresses stand in a text.
    expect(masked(`The tables (${at}/t${written}).`)).toBe(`The tables (${at}/t${told}).`);
  });

  it.each([
    '?sid=12345678',
    '?session=keynote',
    '?session=morning-session',
    '?code=SAVE10',
    '?key=chapter12',
    '?state=new-york',
    `?page=2&id=${hex}`,
    `/code=${hex}`,
  ])('is not %s', (written) => {
    expect(masked(`The tables (${at}/t${written}).`)).toBe(`The tables (${at}/t${written}).`);
  });
});
