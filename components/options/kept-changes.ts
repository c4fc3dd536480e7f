import { useEffect } from 'react';
import type { OptionsState } from '../../lib/view/options-state.ts';
import { isChanged } from '../../lib/view/profile-draft.ts';

/** Has the browser ask before a page is closed, left or loaded anew that holds what is typed and not saved. */
export function useKeptChanges({ view, draft }: OptionsState): void {
  const isUnsaved = view !== null && draft !== null && isChanged(draft, view);
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
}
