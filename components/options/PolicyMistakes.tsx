import type { ReactElement } from 'react';
import { profileWords } from '../../lib/view/words/profile-words.ts';

/** Where the organisation's policy could not be understood, for its administrator. */
export function PolicyMistakes({ mistakes }: { mistakes: readonly string[] }): ReactElement | null {
  if (mistakes.length === 0) return null;
  return (
    <div className="notice" role="note">
      <p>{profileWords.policyMistakes}</p>
      <ul>
        {mistakes.map((mistake) => (
          <li key={mistake}>
            <code>{mistake}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
