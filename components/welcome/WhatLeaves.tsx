import type { ReactElement } from 'react';
import { leavingWords } from '../../lib/view/words/leaving-words.ts';

const lines = ['questions', 'pages', 'connection'] as const;

/** What leaves when, in three lines. */
export function WhatLeaves(): ReactElement {
  return (
    <div className="first-run-leaves">
      <h3 id="what-leaves">{leavingWords.title}</h3>
      <ul aria-labelledby="what-leaves">
        {lines.map((name) => (
          <li key={name}>{leavingWords.what[name]}</li>
        ))}
      </ul>
    </div>
  );
}
