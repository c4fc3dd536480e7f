// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { ErrorBoundary } from '../../components/common/ErrorBoundary.tsx';
import { createLaterPart, type LaterPart } from '../../components/chat/later-part.ts';

const words = { text: 'Read' };

/** What is drawn with it. */
const drawnBy = (part: LaterPart<typeof words>): (() => ReactElement) =>
  function Shown(): ReactElement {
    const found = part.usePart();
    return <p>{found === null ? 'Nothing yet' : found.text}</p>;
  };
const settle = (): Promise<void> => act(() => Promise.resolve());

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it('is read once, for all that are drawn with it; the next is drawn at once', async () => {
  const read = vi.fn<() => Promise<typeof words>>(() => Promise.resolve(words));
  const part = createLaterPart(read);
  expect(read).not.toHaveBeenCalled();
  const Shown = drawnBy(part);
  render([<Shown key="1" />, <Shown key="2" />]);
  expect(screen.getAllByText('Nothing yet')).toHaveLength(2);
  await settle();
  expect(screen.getAllByText('Read')).toHaveLength(2);
  cleanup();
  render(<Shown />);
  expect(screen.getByText('Read')).toBeDefined();
  expect(read).toHaveBeenCalledOnce();
});

it('that was read before is drawn at once', async () => {
  const part = createLaterPart(() => Promise.resolve(words));
  part.prefetch();
  await settle();
  const Shown = drawnBy(part);
  render(<Shown />);
  expect(screen.getByText('Read')).toBeDefined();
});

it('that can not be read is told by the boundary around it, and read again where somebody tries again', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const read = vi
    .fn<() => Promise<typeof words>>()
    .mockRejectedValueOnce(new Error('gone'))
    .mockResolvedValue(words);
  const part = createLaterPart(read);
  const Shown = drawnBy(part);
  render(
    <ErrorBoundary restart={() => undefined}>
      <Shown />
    </ErrorBoundary>,
  );
  await settle();
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await settle();
  expect(screen.getByText('Read')).toBeDefined();
  expect(read).toHaveBeenCalledTimes(2);
});

it('that can not be read in advance is nobody’s failure yet', async () => {
  const read = vi
    .fn<() => Promise<typeof words>>()
    .mockRejectedValueOnce(new Error('gone'))
    .mockResolvedValue(words);
  const part = createLaterPart(read);
  part.prefetch();
  await settle();
  const Shown = drawnBy(part);
  render(<Shown />);
  await settle();
  expect(screen.getByText('Read')).toBeDefined();
});
