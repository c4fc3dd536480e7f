import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDrawn } from '../../lib/view/first-drawn.ts';
import { answer, question } from './messages.ts';

const said = (length: number) => answer({ text: 'x'.repeat(length) });
const panel = { innerWidth: 400, innerHeight: 800 };

describe('what is drawn first of a chat', () => {
  it('is all of a short one', () => {
    expect(firstDrawn([], panel)).toBe(0);
    expect(firstDrawn([question({ text: 'Hi' }), said(20)], panel)).toBe(2);
  });

  it('is the newest that fill the view, and no more', () => {
    expect(
      firstDrawn(
        Array.from({ length: 50 }, () => said(1_000)),
        panel,
      ),
    ).toBeLessThan(6);
    expect(firstDrawn([said(1), said(1), said(100_000)], panel)).toBe(1);
    // Empty ones have a height, too.
    expect(
      firstDrawn(
        Array.from({ length: 500 }, () => said(0)),
        panel,
      ),
    ).toBeLessThan(50);
  });

  it('grows with the window and shrinks with the words', () => {
    const lengths = fc.array(fc.nat(5_000), { maxLength: 60 });
    const px = fc.integer({ min: 1, max: 4_000 });
    fc.assert(
      fc.property(lengths, px, px, px, (all, innerWidth, innerHeight, more) => {
        const messages = all.map(said);
        const drawn = firstDrawn(messages, { innerWidth, innerHeight });
        expect(firstDrawn(messages, { innerWidth, innerHeight: innerHeight + more })).toBeGreaterThanOrEqual(
          drawn,
        );
        expect(firstDrawn(messages, { innerWidth: innerWidth + more, innerHeight })).toBeGreaterThanOrEqual(
          drawn,
        );
        expect(
          firstDrawn(
            all.map((length) => said(2 * length)),
            { innerWidth, innerHeight },
          ),
        ).toBeLessThanOrEqual(drawn);
      }),
    );
  });
});
