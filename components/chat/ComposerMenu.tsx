import type { ReactElement, Ref, RefObject } from 'react';
import type { PromptQuery } from '../../lib/view/prompt-query.ts';
import { PromptMenu } from './PromptMenu.tsx';
import { TabMenu } from './TabMenu.tsx';
import type { MenuKeys } from './use-menu-keys.ts';

export interface ComposerMenuProps {
  query: PromptQuery;
  box: RefObject<HTMLTextAreaElement | null>;
  keys: Ref<MenuKeys>;
  /** The id of the option that the keys are at; null: there is none. */
  onActive: (id: string | null) => void;
  onClose: () => void;
}

/** Over the composer, which keeps the focus: what the sign in it asks for. */
export function ComposerMenu(props: ComposerMenuProps): ReactElement {
  return props.query.sign === '@' ? <TabMenu {...props} /> : <PromptMenu {...props} />;
}
