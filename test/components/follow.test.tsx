// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useRef, type ReactElement } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HeldPlace } from '../../lib/view/kept-place.ts';
import { useFollow } from '../../components/transcript/use-follow.ts';

/** What a browser would lay out: the view is 100 px high, its content as high as the test says. */
const height = 100;
let content = 0;
let resized: (() => void) | undefined;
let observed: Element[] = [];

class Sizes {
  constructor(callback: () => void) {
    resized = callback;
  }
  observe(element: Element): void {
    observed.push(element);
  }
  disconnect(): void {
    observed = [];
  }
}

const free: HeldPlace = { isHeld: false, follow: () => undefined };

interface ViewProps {
  occasion?: string;
  isEmpty?: boolean;
  held?: HeldPlace;
}

function View({ occasion = 'a', isEmpty = false, held = free }: ViewProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const { isFollowing, jump } = useFollow(scroller, inner, occasion, isEmpty, held);
  return (
    <div ref={scroller} data-testid="view" data-following={isFollowing}>
      <div ref={inner} data-testid="content" />
      <button type="button" onClick={jump}>
        Jump
      </button>
    </div>
  );
}

const view = (): HTMLElement => screen.getByTestId('view');
const isFollowing = (): boolean => view().dataset['following'] === 'true';
/** As far down as it goes. */
const end = (): number => Math.max(0, content - height);

function grow(to: number): void {
  content = to;
  act(() => resized?.());
}

/** As the user does it. */
function scroll(top: number): void {
  view().scrollTop = top;
  fireEvent.scroll(view());
}

beforeEach(() => {
  content = 50;
  observed = [];
  vi.stubGlobal('ResizeObserver', Sizes);
  vi.spyOn(Element.prototype, 'scrollHeight', 'get').mockImplementation(() => Math.max(height, content));
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(height);
  let tops = new WeakMap<Element, number>();
  vi.spyOn(Element.prototype, 'scrollTop', 'get').mockImplementation(function get(this: Element) {
    return tops.get(this) ?? 0;
  });
  vi.spyOn(Element.prototype, 'scrollTop', 'set').mockImplementation(function set(
    this: Element,
    top: number,
  ) {
    tops.set(this, Math.min(Math.max(0, top), end()));
  });
  vi.spyOn(Element.prototype, 'scrollTo').mockImplementation(function scrollTo(this: Element, to) {
    this.scrollTop = (to as ScrollToOptions | undefined)?.top ?? 0;
  });
  return () => {
    tops = new WeakMap();
  };
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('the end of the transcript', () => {
  it('stays in view while it grows', () => {
    render(<View />);
    grow(500);
    expect(view().scrollTop).toBe(400);
    grow(900);
    expect(view().scrollTop).toBe(800);
    expect(isFollowing()).toBe(true);
  });

  it('watches the content and the view itself, and neither any more at the end', () => {
    const { unmount } = render(<View />);
    expect(observed).toEqual([screen.getByTestId('content'), view()]);
    const removed = vi.spyOn(view(), 'removeEventListener');
    unmount();
    expect(observed).toEqual([]);
    expect(removed).toHaveBeenCalledWith('scroll', expect.any(Function));
  });

  it('is left when the user scrolls up, and stays left while more comes', () => {
    render(<View />);
    grow(500);
    scroll(300);
    expect(isFollowing()).toBe(false);
    grow(900);
    expect(view().scrollTop).toBe(300);
    expect(isFollowing()).toBe(false);
  });

  it.each([
    [368, true],
    [367, false],
  ])('of 500 px is there at %d: %s', (top, isThere) => {
    render(<View />);
    grow(500);
    scroll(top);
    expect(isFollowing()).toBe(isThere);
  });

  it('is taken up again when the user comes back to it', () => {
    render(<View />);
    grow(500);
    scroll(100);
    scroll(200);
    expect(isFollowing()).toBe(false);
    scroll(400);
    expect(isFollowing()).toBe(true);
    grow(900);
    expect(view().scrollTop).toBe(800);
  });

  it('is taken up again when it comes to the user', () => {
    render(<View />);
    grow(500);
    scroll(350);
    scroll(300);
    expect(isFollowing()).toBe(false);
    grow(420);
    expect(isFollowing()).toBe(true);
  });

  it('is not left by a view that was moved up because its content shrank', () => {
    render(<View />);
    grow(900);
    // The browser tells of the scroll before the observer hears of the size; it holds nothing in place meanwhile (panel.css).
    content = 600;
    scroll(end());
    expect(isFollowing()).toBe(true);
    grow(1_000);
    expect(view().scrollTop).toBe(900);
  });

  it('is not left by a move down, however far from it', () => {
    render(<View />);
    grow(500);
    content = 900;
    scroll(450);
    expect(isFollowing()).toBe(true);
  });

  it('is left by the first move up after the content has shrunk', () => {
    render(<View />);
    grow(900);
    content = 600;
    scroll(end());
    scroll(440);
    expect(isFollowing()).toBe(false);
  });

  it.each([
    ['grows', 1_200],
    ['is measured anew, and shorter than was thought', 860],
  ])('is left by a move up in the very moment in which the content %s', (_, to) => {
    render(<View />);
    grow(900);
    content = to;
    scroll(600);
    expect(isFollowing()).toBe(false);
    act(() => resized?.());
    expect(view().scrollTop).toBe(600);
  });
});

describe('an empty conversation', () => {
  it('is read from its beginning, however long its welcome is', () => {
    render(<View isEmpty />);
    grow(500);
    expect(view().scrollTop).toBe(0);
  });

  it('leaves whoever has scrolled in it where they are, at its end, too; there is nothing to jump to', () => {
    render(<View isEmpty />);
    grow(500);
    for (const top of [200, 400]) {
      scroll(top);
      grow(content + 100);
      expect([view().scrollTop, isFollowing()]).toEqual([top, true]);
    }
    scroll(0);
    grow(900);
    expect(view().scrollTop).toBe(0);
  });

  it('is followed by whoever has scrolled in it, once they have said something', () => {
    const { rerender } = render(<View isEmpty />);
    grow(500);
    scroll(300);
    rerender(<View occasion="b" />);
    grow(900);
    expect(view().scrollTop).toBe(800);
  });

  it('is followed from its first message on', () => {
    const { rerender } = render(<View isEmpty />);
    grow(500);
    rerender(<View />);
    grow(600);
    expect(view().scrollTop).toBe(500);
  });

  it('that was not one is read from its beginning again', () => {
    const { rerender } = render(<View />);
    grow(500);
    rerender(<View isEmpty />);
    grow(300);
    expect(view().scrollTop).toBe(0);
  });
});

describe('going to the end', () => {
  it('is one press, and follows from then on', () => {
    render(<View />);
    grow(500);
    scroll(100);
    fireEvent.click(screen.getByRole('button', { name: 'Jump' }));
    expect(view().scrollTop).toBe(400);
    expect(isFollowing()).toBe(true);
    grow(700);
    expect(view().scrollTop).toBe(600);
  });

  it('is done by another occasion, and by nothing else', () => {
    const { rerender } = render(<View occasion="a" />);
    grow(500);
    scroll(100);
    rerender(<View occasion="a" />);
    expect(view().scrollTop).toBe(100);
    rerender(<View occasion="b" />);
    expect(view().scrollTop).toBe(400);
    expect(isFollowing()).toBe(true);
  });

  it('is not done again where the end is in view', () => {
    const { rerender } = render(<View occasion="a" />);
    grow(500);
    const moved = vi.mocked(Element.prototype.scrollTo);
    moved.mockClear();
    rerender(<View occasion="b" />);
    expect(moved).not.toHaveBeenCalled();
  });
});

describe('a page that was reloaded, and looks for its old place', () => {
  it('is not moved meanwhile, and stays where it was put', () => {
    const held: HeldPlace = { ...free, isHeld: true };
    const { rerender } = render(<View occasion="a" held={held} />);
    grow(500);
    rerender(<View occasion="b" held={held} />);
    expect(view().scrollTop).toBe(0);
    scroll(150);
    held.isHeld = false;
    grow(700);
    expect(view().scrollTop).toBe(150);
    expect(isFollowing()).toBe(false);
  });

  it('follows again where its place was the end', () => {
    const held: HeldPlace = { ...free, isHeld: true };
    render(<View held={held} />);
    grow(500);
    held.isHeld = false;
    act(() => held.follow());
    expect(view().scrollTop).toBe(400);
    grow(700);
    expect(view().scrollTop).toBe(600);
  });
});
