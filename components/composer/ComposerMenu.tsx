import type { ReactElement } from 'react';
import type { ComposerMenuProps } from './composer-menu-props.ts';
import { PromptMenu } from './PromptMenu.tsx';
import { TabMenu } from '../attachments/TabMenu.tsx';

/** Over the composer, which keeps the focus: what the sign in it asks for. */
export function ComposerMenu(props: ComposerMenuProps): ReactElement {
  return props.query.sign === '@' ? <TabMenu {...props} /> : <PromptMenu {...props} />;
}
