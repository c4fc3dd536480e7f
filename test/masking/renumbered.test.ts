import { describe, expect, it } from 'vitest';
import type { Attachment, MaskedItem } from '../../lib/shared/conversation.ts';
import { renumbered } from '../../lib/masking/renumbered.ts';

const item = (number: number, value: string): MaskedItem => ({
  placeholder: `[email ${number}]`,
  kind: 'email',
  value,
});

const page = (text: string, masked: MaskedItem[] = []): Attachment => ({
  id: 'a',
  revision: 1,
  title: text,
  url: `https://mail.test/?of=${encodeURIComponent(text)}`,
  text,
  pageLength: text.length,
  source: 'article',
  capturedAt: '2026-01-01T00:00:00.000Z',
  ...(masked.length > 0 && { masked }),
});

const [ann, bob] = ['ann@example.com', 'bob@example.com'];

describe('a message that comes back into its chat', () => {
  it('keeps its numbers where nobody else has got them', () => {
    const back = [page('[email 1]', [item(1, ann)]), page('Nothing')];
    expect(renumbered(back, [item(2, bob)])).toEqual(back);
    expect(renumbered(back, [item(1, 'ANN@example.com')])).toEqual(back);
  });

  it('gets the numbers that its values have by now, in text, title and address, all at once', () => {
    const back = [page('[email 1], [email 2]', [item(1, ann), item(2, bob)])];
    expect(renumbered(back, [item(1, bob), item(2, ann)])).toEqual([
      page('[email 2], [email 1]', [item(2, ann), item(1, bob)]),
    ]);
  });

  it('gets the next numbers where its own are another’s, the same in all that it takes along', () => {
    const back = [
      page('[email 1], [email 3]', [item(1, ann)]),
      page('[email 1], [email 2]', [item(1, ann), item(2, bob)]),
    ];
    // The third is what the page has brought along.
    expect(renumbered(back, [item(1, 'cara@example.com')])).toEqual([
      page('[email 4], [email 3]', [item(4, ann)]),
      page('[email 4], [email 2]', [item(4, ann), item(2, bob)]),
    ]);
  });

  it('says of what was put back by which number it can be masked again', () => {
    const undone = { ...item(1, ann), isUndone: true };
    expect(renumbered([page(ann, [undone])], [item(1, bob)])[0]?.masked).toEqual([
      { ...undone, placeholder: '[email 2]' },
    ]);
  });
});
