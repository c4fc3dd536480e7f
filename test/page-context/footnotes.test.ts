// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { shapeNotes, withNotes } from '../../lib/page-context/footnotes.ts';
import { plainText } from '../../lib/page-context/plain-text.ts';

function shaped(html: string) {
  const root = document.createElement('div');
  root.innerHTML = html;
  const notes = shapeNotes(root);
  return { notes, text: plainText(root) };
}

describe('a note', () => {
  it.each([
    ['raised', 'green<sup><a href="#f1">1</a></sup> here', 'green[1] here'],
    ['in a link that is raised', 'green<a href="#f1"><sup>1</sup></a> here', 'green[1] here'],
    [
      'in brackets of its own',
      'green<sup class="reference"><a href="#f1">[1]</a></sup> here',
      'green[1] here',
    ],
    ['called so', 'green <a role="doc-noteref" href="#f1">1</a> here', 'green [1] here'],
    ['with a sign', 'green<sup><a href="#f1">*</a></sup> here', 'green[*] here'],
  ])('%s is told from its word', (_, sentence, read) => {
    const { text, notes } = shaped(
      `<p>${sentence}</p><ol><li id="f1" data-mark="1.">In Europe. <a href="#r1">↩︎</a></li></ol>`,
    );
    expect(text).toBe(`${read}\n\n1. In Europe.`);
    expect(notes).toEqual([{ label: read.includes('*') ? '[*]' : '[1]', text: 'In Europe.' }]);
  });

  it.each([
    ['a link to a place', '<p>See <a href="#f1">1</a></p><p id="f1">x</p>'],
    ['a power', '<p>10<sup>6</sup></p>'],
    ['a link to nowhere', '<p>a<sup><a href="#gone">1</a></sup></p>'],
    ['a link to another page', '<p>a<sup><a href="/b#f1">1</a></sup></p><p id="f1">x</p>'],
    ['a raised sentence', '<p>a<sup><a href="#f1">see the note below</a></sup></p><p id="f1">x</p>'],
  ])('is none of these: %s', (_, html) => {
    expect(shaped(html).notes).toEqual([]);
  });

  it('whose place is written in escapes, or badly, is found all the same', () => {
    expect(shaped('a<sup><a href="#f%C3%BC">1</a></sup><p id="fü">x</p>').text).toBe('a[1]\n\nx');
    expect(shaped('a<sup><a href="#f%">1</a></sup><p id="f%">x</p>').text).toBe('a[1]\n\nx');
  });
});

describe('the notes of a text', () => {
  const notes = [
    { label: '[1]', text: 'In Europe.' },
    { label: '[2]', text: 'In Tokyo, in a conference of eleven days.' },
  ];

  it('stand at its end where an extractor has dropped them', () => {
    expect(withNotes('a[1] b[2]', notes)).toBe(
      'a[1] b[2]\n\n[1] In Europe.\n\n[2] In Tokyo, in a conference of eleven days.',
    );
  });

  it('stand there once, and only where the text names them', () => {
    expect(withNotes('a[1] b[2]\n\n1. In Europe.', notes)).toBe(
      'a[1] b[2]\n\n1. In Europe.\n\n[2] In Tokyo, in a conference of eleven days.',
    );
    expect(withNotes('a b', notes)).toBe('a b');
  });
});
