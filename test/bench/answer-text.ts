/** The last word of every answer, in a paragraph of its own: once it is painted, all of it is. */
export const lastWord = 'END-OF-ANSWER';

/** How every answer begins: its first token, up to the space. Nothing else that passes through a port holds it. */
export const firstWord = '##';

const section = (n: number): string => `## ${n}. What the gauge at station ${n} shows

The tide is a **long wave** that follows the moon: high water comes about every *12 h 25 min*, and its height depends on
the shape of the basin, on the depth and on \`g\`, the local gravity. Where the natural period of a bay is near that of
the tide, as in the [Bay of Fundy](https://example.org/fundy-${n}), the range grows to 16 m. Nothing else on this coast
comes close to it, and the reason is not the moon alone: the bay is ${n + 270} km long, narrows steadily, and rings.

A second effect is friction. It takes energy out of the wave, delays it and makes ebb and flood unequal; in shallow
water the crest travels faster than the trough, so that the rise is short and the fall is long.

- The *spring* tide follows new and full moon by one or two days.
- The *neap* tide follows the quarters; its range is about **a third** smaller.
- Wind and pressure add a surge: 1 hPa less is 1 cm more.

| Port | Range (m) | Delay (min) | Known since |
| :--- | ---: | ---: | --- |
| Saint-Malo | 12.2 | ${n * 7} | 1831 |
| Wilhelmshaven | 3.8 | ${n * 11} | 1854 |

\`\`\`ts
export function heightAt(minutes: number, range: number): number {
  const phase = (2 * Math.PI * minutes) / 745.2;
  // Half the range above and below the mean.
  return (range / 2) * Math.cos(phase + ${n});
}
\`\`\`

Half the range swings about the mean: $$h(t) = \\frac{r}{2}\\cos\\left(\\frac{2\\pi t}{745.2} + ${n}\\right)$$ where \\(r\\) is the range.

1. Read the gauge at slack water, and again 6 h later.
2. Subtract the *mean level*, which is not zero.

> "The moon pulls, the bay answers." Both halves of that sentence are needed.

`;

/** Mixed markdown as models write it, exactly `length` characters, ending in `lastWord`. */
export function answerText(length: number): string {
  const end = `\n\n${lastWord}`;
  let text = '';
  for (let n = 1; text.length < length; n += 1) text += section(n);
  return text.slice(0, length - end.length) + end;
}
