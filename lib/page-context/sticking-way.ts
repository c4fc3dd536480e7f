/** How far something gets by scrolling from where it is now, on one axis: CSS px. */
export interface StickingWay {
  readonly before: number;
  readonly after: number;
}

/** CSS px that a box can still be scrolled, back and on. */
export interface Scroll {
  readonly back: number;
  readonly on: number;
}

/**
 * Of what sticks, from its box with its margins and that of what holds it. `start` and `end`: by how much it is past the
 * lines at which it sticks; not a number where there is none.
 */
export function wayOn(
  { from, to, first, last }: Readonly<Record<'from' | 'to' | 'first' | 'last', number>>,
  { start, end }: Readonly<Record<'start' | 'end', number>>,
  { back, on }: Scroll,
): StickingWay {
  const [roomBefore, roomAfter] = [Math.max(0, from - first), Math.max(0, last - to)];
  let [before, after] = [0, 0];
  if (!Number.isNaN(start)) {
    after = Math.min(roomAfter, Math.max(0, start + on));
    // Held at its line, or pushed out at the end of its box: it was further up.
    if (back > 0 && start > -1.5) before = Math.min(roomBefore, back);
  }
  if (!Number.isNaN(end)) {
    before = Math.max(before, Math.min(roomBefore, Math.max(0, end + back)));
    if (on > 0 && end > -1.5) after = Math.max(after, Math.min(roomAfter, on));
  }
  return { before, after };
}
