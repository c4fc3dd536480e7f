import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brandColours, contrast, parsed } from '../../lib/view/brand-colour.ts';

const ratio = (one: string, other: string): number =>
  contrast(parsed(one) ?? [0, 0, 0], parsed(other) ?? [0, 0, 0]);

describe('a tenant’s colour', () => {
  it('is readable on every ground of its scheme and carries readable ink, whatever the tenant chose', () => {
    const channel = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, '0'));
    fc.assert(
      fc.property(fc.tuple(channel, channel, channel), (channels) => {
        const colours = brandColours(`#${channels.join('')}`);
        expect(colours).not.toBeNull();
        if (!colours) return;
        // --paper, --surface and --sunken of tokens.css.
        for (const ground of ['#fbfaf5', '#ffffff', '#f1efe6'])
          expect(ratio(colours.light, ground)).toBeGreaterThanOrEqual(4.5);
        for (const ground of ['#121816', '#1b221f', '#0d1210'])
          expect(ratio(colours.dark, ground)).toBeGreaterThanOrEqual(4.5);
        expect(ratio(colours.light, colours.lightInk)).toBeGreaterThanOrEqual(4.5);
        expect(ratio(colours.dark, colours.darkInk)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });

  it('is kept as it is where it can be read', () => {
    expect(brandColours('#7a1f5c')?.light).toBe('#7a1f5c');
  });

  it.each([undefined, '', 'red', '#fff', 'url(https://evil.test)', '#12345g'])('%j is not one', (color) => {
    expect(brandColours(color)).toBeNull();
  });
});
