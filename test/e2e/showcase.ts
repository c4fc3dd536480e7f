import type { AnswerSource } from '../platform/assistant.ts';

/** An exchange with everything that an answer is made of, for the eye and for the accessibility checks. */
export const showcase: { question: string; answer: string; sources: AnswerSource[] } = {
  question: 'Where is the tide highest, and how would I work out the range from two readings?',
  answer: [
    'The largest tides on Earth are in the **Bay of Fundy**, where the basin rocks in time with the Moon. [1]',
    '## Typical large ranges',
    '| Place | Range | Why |\n| :--- | ---: | :--- |\n| Bay of Fundy, Canada | 16 m | resonance |\n| Severn Estuary, Britain | 14 m | funnel |\n| Open Pacific, Hawaii | 0.8 m | no shelf |',
    'To work it out, take the difference of the two readings:',
    '$$R = h_{\\text{high}} - h_{\\text{low}} = \\frac{31.4}{2}\\,\\text{m}$$',
    '```ts\nconst range = (high: number, low: number): number => high - low;\n\nconsole.log(range(15.9, 0.2).toFixed(1)); // 15.7\n```',
    '- [x] Read the gauge at **high** water\n- [x] Read it again at *low* water\n- [ ] Repeat at spring tide\n',
    '1. Springs come at new and full moon.\n2. Neaps come a week later.',
    '> The Moon sets the beat. The shape of the basin decides how loud it is played.',
    'More at [the hydrographic office](https://www.example.org/tides), in `gauge.csv`.',
  ].join('\n\n'),
  sources: [
    {
      title: 'Why the sea comes and goes: how tides really work',
      url: 'https://almanac.example.org/how-tides-work',
      snippet: 'has the greatest range on Earth',
    },
    {
      title: 'Tide tables for the Bay of Fundy',
      url: 'https://tides.example.net/fundy',
      snippet: 'sixteen metres',
    },
  ],
};
