import type { Shape } from './clip-shape.ts';
import type { PaintedBox } from './painted-boxes.ts';

/** Within its corners. They are ellipses; of several radii the largest counts. */
export function roundedShape({ box, style }: PaintedBox): Shape {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  let across = 0;
  let down = 0;
  for (const corner of [
    style.borderTopLeftRadius,
    style.borderTopRightRadius,
    style.borderBottomLeftRadius,
    style.borderBottomRightRadius,
  ]) {
    const [first = '0', second = first] = (corner || '0').split(' ');
    across = Math.max(across, radius(first, width));
    down = Math.max(down, radius(second, height));
  }
  // Radii that don't fit shrink together.
  const fit = Math.min(1, width / 2 / (across || 1), height / 2 / (down || 1));
  across *= fit;
  down *= fit;
  if (across <= 0 || down <= 0) return () => true;
  return (x, y) => {
    const beyondX = Math.max(box.left + across - x, x - (box.right - across), 0) / across;
    const beyondY = Math.max(box.top + down - y, y - (box.bottom - down), 0) / down;
    return beyondX ** 2 + beyondY ** 2 <= 1;
  };
}

function radius(value: string, whole: number): number {
  const size = Number.parseFloat(value) || 0;
  return value.includes('%') ? (size * whole) / 100 : size;
}
