import { fireEvent } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { question } from '../view/messages.ts';
import { composer, openPanel, settle } from './panel-page.tsx';

type Step =
  | { type: 'start' | 'end'; text?: string }
  /** What stands in the box then. */
  | { type: 'input'; text: string }
  | { type: 'down'; key: string; code: string; keyCode: number; isComposing: boolean }
  | { type: 'up'; code: string };

const down = (code: string, keyCode: number, isComposing: boolean, key = code): Step => ({
  type: 'down',
  key,
  code,
  keyCode,
  isComposing,
});
const enterUp: Step = { type: 'up', code: 'Enter' };

function play(steps: readonly Step[]): void {
  const box = composer();
  for (const step of steps) {
    if (step.type === 'start') fireEvent.compositionStart(box);
    if (step.type === 'input') fireEvent.change(box, { target: { value: step.text } });
    if (step.type === 'end') fireEvent.compositionEnd(box, { data: step.text });
    if (step.type === 'down') {
      const { type: _, ...press } = step;
      fireEvent.keyDown(box, press);
    }
    if (step.type === 'up') fireEvent.keyUp(box, { code: step.code, key: step.code });
  }
}

/** In the order in which browsers are documented to tell it, written down and not recorded; each ends with its text in the box and no key held. */
const recorded: readonly { name: string; text: string; steps: readonly Step[] }[] = [
  {
    name: 'Japanese, Chromium: Enter picks the candidate while composing',
    text: '日本語',
    steps: [
      { type: 'start' },
      down('KeyN', 229, true, 'Process'),
      { type: 'input', text: 'にほんご' },
      down('Space', 229, true, 'Process'),
      { type: 'input', text: '日本語' },
      down('Enter', 229, true, 'Process'),
      { type: 'end', text: '日本語' },
      enterUp,
    ],
  },
  {
    name: 'Japanese, Firefox: the press has its own key code',
    text: '日本語',
    steps: [
      { type: 'start' },
      { type: 'input', text: '日本語' },
      down('Enter', 13, true),
      { type: 'end', text: '日本語' },
      enterUp,
    ],
  },
  {
    name: 'Japanese, Safari: the composition ends before the press is told',
    text: '日本語',
    steps: [
      { type: 'start' },
      { type: 'input', text: '日本語' },
      { type: 'end', text: '日本語' },
      down('Enter', 229, false),
      enterUp,
    ],
  },
  {
    name: 'Chinese pinyin: Enter takes the Latin letters',
    text: 'nihao',
    steps: [
      { type: 'start' },
      down('KeyN', 229, true, 'Process'),
      { type: 'input', text: 'nihao' },
      down('Enter', 229, true, 'Process'),
      { type: 'end', text: 'nihao' },
      enterUp,
    ],
  },
  {
    name: 'Chinese pinyin: a digit picks',
    text: '你好',
    steps: [
      { type: 'start' },
      { type: 'input', text: 'ni hao' },
      down('Digit1', 229, true, 'Process'),
      { type: 'input', text: '你好' },
      { type: 'end', text: '你好' },
      { type: 'up', code: 'Digit1' },
    ],
  },
  {
    name: 'Korean, Chromium: the same press is told again after the end, as an Enter of its own',
    text: '안녕',
    steps: [
      { type: 'start' },
      { type: 'input', text: '안녕' },
      down('Enter', 229, true),
      { type: 'end', text: '안녕' },
      down('Enter', 13, false),
      enterUp,
    ],
  },
  {
    name: 'Korean, held for long: the press repeats',
    text: '안녕',
    steps: [
      { type: 'start' },
      { type: 'input', text: '안녕' },
      down('Enter', 229, true),
      { type: 'end', text: '안녕' },
      down('Enter', 13, false),
      down('Enter', 13, false),
      enterUp,
    ],
  },
];

const enter = down('Enter', 13, false);

describe.each(recorded)('$name', ({ text, steps }) => {
  it('sends nothing, and loses and doubles no syllable', async () => {
    const { port } = openPanel({});
    play(steps);
    await settle();
    expect(port.of('message/send')).toEqual([]);
    expect(composer().value).toBe(text);
  });

  it('is sent by the next Enter, once', async () => {
    const { port } = openPanel({});
    play([...steps, enter, enterUp]);
    await settle();
    expect(port.of('message/send').map((sent) => sent.text)).toEqual([text]);
    expect(composer().value).toBe('');
  });
});

describe('while composing', () => {
  const waiting = question({ id: 'q1', status: 'queued', text: 'Waits' });

  it('Escape gives up what is composed, and not the edit', () => {
    openPanel({ messages: [waiting] });
    fireEvent.keyDown(composer(), { key: 'ArrowUp', code: 'ArrowUp' });
    play([{ type: 'start' }, down('Escape', 229, true), { type: 'end' }, { type: 'up', code: 'Escape' }]);
    expect(composer().value).toBe('Waits');
    fireEvent.keyDown(composer(), { key: 'Escape', code: 'Escape' });
    expect(composer().value).toBe('');
  });

  it('Arrow-up chooses a candidate, and edits nothing', () => {
    openPanel({ messages: [waiting] });
    play([{ type: 'start' }, down('ArrowUp', 229, true)]);
    expect(composer().value).toBe('');
  });

  it('a key that was never let go in the box is free again once the box has lost the keyboard', async () => {
    const { port } = openPanel({});
    play([{ type: 'start' }, { type: 'input', text: '안' }, down('Enter', 229, true), { type: 'end' }]);
    fireEvent.blur(composer());
    play([enter]);
    await settle();
    expect(port.of('message/send')).toHaveLength(1);
  });
});
