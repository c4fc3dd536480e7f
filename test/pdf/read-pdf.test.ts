import { longestPage } from '../../lib/page-context/limits.ts';
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { describe, expect, it } from 'vitest';
import { capturedPage, type CapturedPage } from '../../lib/page-context/captured-page.ts';
import { readPdf, type PdfLimits } from '../../lib/pdf/read-pdf.ts';
import { column, madePdf, type MadePdf } from './made-pdf.ts';

const around = { now: () => 0, pause: () => Promise.resolve() };

async function read(pdf: MadePdf | Uint8Array<ArrayBuffer>, limits?: PdfLimits): Promise<CapturedPage> {
  const bytes = pdf instanceof Uint8Array ? pdf : madePdf(pdf);
  const source = { bytes, url: 'https://port.test/a.pdf', title: 'a.pdf' };
  return readPdf(source, limits === undefined ? around : { ...around, limits });
}

async function text(pdf: MadePdf): Promise<string> {
  const page = await read(pdf);
  return 'text' in page ? page.text : page.unreadable;
}

describe('a PDF', () => {
  it('says its text, its title, who wrote it, and passes for a page like any other', async () => {
    const page = await read({ pages: [column(['Words.'])], info: { Title: ' A  title ', Author: 'Ann' } });
    expect(page).toEqual({
      title: 'A title',
      author: 'Ann',
      url: 'https://port.test/a.pdf',
      text: 'Words.',
      pageLength: 6,
      source: 'pdf',
    });
    expect(capturedPage.safeParse(page).data).toEqual(page);
  });

  it('is called as it was shown, where it does not say its title', async () => {
    expect(await read({ pages: [column(['Words.'])], info: { Title: '  ' } })).toMatchObject({
      title: 'a.pdf',
    });
  });

  it('has its pages marked where it has several, also those without text', async () => {
    const pages = [column(['One.']), [], column(['Three.'])];
    expect(await text({ pages })).toBe('[page 1]\n\nOne.\n\n[page 2: no text]\n\n[page 3]\n\nThree.');
  });

  it('is read in the direction that its lines are drawn in', async () => {
    const pages = [
      [
        { text: 'Upwards and', x: 100, y: 100, turned: 90 },
        { text: 'on.', x: 114, y: 100, turned: 90 },
      ],
    ];
    expect(await text({ pages })).toBe('Upwards and on.');
  });

  it('keeps the lines of code', async () => {
    const code = ['if (x) {', '  go()', '}'].map((line, index) => ({
      text: line.trimStart(),
      x: 72 + (line.length - line.trimStart().length) * 7.2,
      y: 700 - index * 14,
      font: 'mono' as const,
    }));
    expect(await text({ pages: [code] })).toBe('if (x) {\n  go()\n}');
  });

  it('leaves out what stands beside the page, or is too small to be seen, and counts that', async () => {
    const pages = [
      [
        ...column(['Seen.']),
        { text: 'ZZHIDDEN beside', x: 900, y: 100 },
        { text: 'ZZHIDDEN tiny', x: 72, y: 300, size: 0.5 },
      ],
    ];
    expect(await read({ pages })).toMatchObject({ text: 'Seen.', hidden: 'ZZHIDDEN tiny'.length });
  });

  it('is read as far as the limit of its pages, and says how much there is by what it has seen', async () => {
    const pages = Array.from({ length: 10 }, () => column(['Ten letters and more in each.']));
    const all = await read({ pages });
    const part = await read({ pages }, { pages: 5, time: 1_000 });
    expect(part).toMatchObject({ text: expect.stringMatching(/\[page 5\]\n\n[^[]*$/) });
    const length = (page: CapturedPage): number => ('text' in page ? page.pageLength : 0);
    expect(length(part) / length(all)).toBeCloseTo(1, 1);
  });

  it('is read as far as there is time', async () => {
    const pages = Array.from({ length: 9 }, () => column(['Words.']));
    let time = 0;
    const page = await readPdf(
      { bytes: madePdf({ pages }), url: 'https://port.test/', title: 't' },
      { now: () => (time += 100), pause: around.pause, limits: { pages: 200, time: 350 } },
    );
    expect(page).toMatchObject({ text: expect.stringMatching(/\[page 3\]\n\nWords\.$/) });
  });

  it('is cut to what a page may have, and stays well-formed', async () => {
    const lines = Array.from({ length: 60 }, () => 'Some words that fill a line of it. '.repeat(3).trim());
    const pages = Array.from({ length: 100 }, () => column(lines, { pitch: 11, size: 8, x: 40 }));
    const page = await read({ pages });
    expect(capturedPage.safeParse(page).success).toBe(true);
    expect(page).toMatchObject({ text: expect.stringMatching(/^\[page 1\]/) });
    const { length } = 'text' in page ? page.text : '';
    expect(length).toBeLessThanOrEqual(longestPage);
    expect(length).toBeGreaterThan(longestPage - 10);
    expect('text' in page && page.pageLength).toBeGreaterThan(3 * longestPage);
  });
});

describe('a PDF that can’t be read', () => {
  const whole = madePdf({ pages: [column(['Words.'])] });

  it.each<[string, MadePdf | Uint8Array<ArrayBuffer>, string]>([
    ['has pictures alone', { pages: [[], []], isScan: true }, 'pdf-pictures'],
    ['has nothing at all', { pages: [[]] }, 'pdf-pictures'],
    ['has no pages', { pages: [] }, 'pdf-pictures'],
    ['has marks alone, no letter', { pages: [column(['... --- ...'])] }, 'pdf-pictures'],
    ['needs a password', { pages: [column(['Words.'])], isLocked: true }, 'pdf-locked'],
    ['is something else', new TextEncoder().encode('<html>'), 'pdf-damaged'],
    ['is empty', new Uint8Array(), 'pdf-damaged'],
    ['ends in its head', whole.slice(0, 20), 'pdf-damaged'],
  ])('%s', async (_what, pdf, unreadable) => {
    expect(await read(pdf)).toEqual({ unreadable });
  });

  it('is read for what is left of it', async () => {
    // Where its table of objects stands is a lie; the objects are there.
    const cut = whole.slice();
    cut.set(new TextEncoder().encode('9'), Buffer.from(whole).indexOf('startxref') + 'startxref\n'.length);
    expect(await read(cut)).toMatchObject({ text: 'Words.' });
  });
});

/**
 * Any byte may be another one: nothing is thrown, nothing hangs, and what comes is a page or a reason. The same bytes each time:
 * of some, pdf.js leaves promises to themselves, which a test run would count as errors of its own.
 */
it('a PDF with bytes changed anywhere is text or a reason', async () => {
  const whole = madePdf({ pages: [column(['Some words.', 'And more.']), column(['Page two.'])] });
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  const outcomes = new Set<string>();
  for (let turn = 0; turn < 150; turn += 1) {
    const bytes = whole.slice();
    for (let change = 0; change <= turn % 12; change += 1) bytes[random(bytes.length)] = random(256);
    const page = await read(bytes);
    expect(capturedPage.safeParse(page).success).toBe(true);
    outcomes.add('text' in page ? 'text' : page.unreadable);
  }
  expect(outcomes).toContain('text');
  expect(outcomes).toContain('pdf-damaged');
});
