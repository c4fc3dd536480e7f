import type { ReactElement } from 'react';
import { accountWords } from '../../lib/view/words/account-words.ts';

/** The platform's own page for it, where the settings name one; it is told nothing of where one comes from. */
export function ForgotPassword({ page }: { page: string | null | undefined }): ReactElement | null {
  if (!page) return null;
  return (
    <a className="link-button" href={page} target="_blank" rel="noreferrer noopener">
      {accountWords.forgotPassword}
    </a>
  );
}
