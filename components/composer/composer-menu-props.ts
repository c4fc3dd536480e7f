import type { Ref, RefObject } from 'react';
import type { PromptQuery } from '../../lib/view/prompt-query.ts';
import type { MenuKeys } from './use-menu-keys.ts';

/** Of a menu above the composer, which keeps the focus. */
export interface ComposerMenuProps {
  query: PromptQuery;
  box: RefObject<HTMLTextAreaElement | null>;
  keys: Ref<MenuKeys>;
  /** The id of the option that the keys are at; null: there is none. */
  onActive: (id: string | null) => void;
  onClose: () => void;
}
