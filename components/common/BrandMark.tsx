import type { ReactElement } from 'react';

/** The icon of public/icon/icon.svg: a page, and beside it a panel that speaks. */
export function BrandMark({ size }: { size: number }): ReactElement {
  // As every icon (plain-icon.ts): it grows with the text.
  const side = `${size / 16}rem`;
  return (
    <svg className="brand-mark" width={side} height={side} viewBox="0 0 32 32" aria-hidden="true">
      <rect className="mark-ground" width="32" height="32" rx="9" />
      <rect className="mark-page" x="6.5" y="7.5" width="10" height="17" rx="2" />
      <path
        className="mark-voice"
        d="M21 7.5h2.5a2 2 0 0 1 2 2v14.3a.7.7 0 0 1-1.2.5l-2.8-2.8H21a2 2 0 0 1-2-2v-10a2 2 0 0 1 2-2Z"
      />
    </svg>
  );
}
