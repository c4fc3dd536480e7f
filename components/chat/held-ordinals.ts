import type { Panel } from '../../lib/view/panel.ts';

/** Of the first and last message with the selection or the focus; null: none has. */
export function heldOrdinals({ store }: Pick<Panel, 'store'>): [number, number] | null {
  const selection = getSelection();
  const isEmpty = selection === null || selection.isCollapsed;
  const nodes = [document.activeElement, ...(isEmpty ? [] : [selection.anchorNode, selection.focusNode])];
  const ids = new Set(
    nodes.map((node) => {
      const element = node instanceof Element ? node : node?.parentElement;
      return element?.closest<HTMLElement>('article[data-message]')?.dataset['message'];
    }),
  );
  const held = store.state().messages.filter(({ id }) => ids.has(id));
  const [first, last] = [held[0], held.at(-1)];
  return first === undefined || last === undefined ? null : [first.ordinal, last.ordinal];
}
