/* What the panel loads when an answer names what it rests on (on-demand.tsx). */
export { drawCitedOf } from './cited-sources.tsx';
export { Sources } from './Sources.tsx';
