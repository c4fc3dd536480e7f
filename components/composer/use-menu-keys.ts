import { useEffect, useImperativeHandle, useState, type Ref } from 'react';

/** What the composer passes on of its keys to the menu above it. */
export interface MenuKeys {
  /** Whether the menu has taken it. */
  press(key: string): boolean;
}

interface MenuOptions<Item> {
  /** In the order in which they are shown. */
  readonly items: readonly Item[];
  /** The element id of an item. */
  readonly idOf: (item: Item) => string;
  /** Another question begins at the first item again. */
  readonly query: string;
  readonly keys: Ref<MenuKeys>;
  /** The id of the option that the keys are at; null: there is none. */
  readonly onActive: (id: string | null) => void;
  readonly onClose: () => void;
  readonly take: (item: Item) => void;
}

/** The item that the keys are at: arrows walk round and round, Enter and Tab take it, Escape closes. */
export function useMenuKeys<Item>(options: MenuOptions<Item>): Item | undefined {
  const { items, idOf, query, keys, onActive, onClose, take } = options;
  const [place, setPlace] = useState(0);
  const at = Math.min(place, items.length - 1);
  const current = items[at];
  const activeId = current === undefined ? null : idOf(current);

  useEffect(() => setPlace(0), [query]);
  useEffect(() => {
    onActive(activeId);
    if (activeId !== null) document.getElementById(activeId)?.scrollIntoView?.({ block: 'nearest' });
  }, [activeId, onActive]);
  useEffect(() => () => onActive(null), [onActive]);
  useImperativeHandle(keys, () => ({
    press(key) {
      if (key === 'Escape') {
        onClose();
        return true;
      }
      if (current === undefined) return false;
      if (key === 'Enter' || key === 'Tab') take(current);
      else if (key === 'ArrowDown') setPlace((at + 1) % items.length);
      else if (key === 'ArrowUp') setPlace((at + items.length - 1) % items.length);
      else return false;
      return true;
    },
  }));
  return current;
}
