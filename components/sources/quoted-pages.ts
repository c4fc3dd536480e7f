/* What the panel loads when a page went along with a question that is answered (use-quoted.ts, Sources.tsx). */
export { drawQuotedOf } from './quoted-text.tsx';
export { SourcePlace } from './SourcePlace.tsx';
