import { expect, it } from 'vitest';
import { holdBack } from '../../lib/messaging/held-back.ts';
import { createFakePagePort } from '../doubles/fake-page-port.ts';

it('a page hears nothing until it is ready, then all of it in order, then each thing at once', () => {
  const background = createFakePagePort();
  const { port, release } = holdBack(background);
  const heard: unknown[] = [];
  port.subscribe(({ type }) => heard.push(type));
  port.onTrouble((trouble) => heard.push(trouble));
  background.snapshot({});
  background.silence(true);
  background.silence(false);
  expect(heard).toEqual([]);
  release();
  expect(heard).toEqual(['snapshot', { code: 'background-silent' }, null]);
  background.snapshot({});
  expect(heard).toHaveLength(4);
  release();
  expect(heard).toHaveLength(4);
});

it('a page asks before it hears', async () => {
  const background = createFakePagePort();
  void holdBack(background).port.request({ type: 'draft/save', text: 'Typed early' });
  expect(background.of('draft/save')).toMatchObject([{ text: 'Typed early' }]);
});
