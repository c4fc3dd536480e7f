/*
 * What the panel loads when somebody reaches for a prompt or a tab, has a suggestion before them, or has asked for something
 * outside of our pages (on-demand.tsx).
 */
export { ComposerMenu } from './ComposerMenu.tsx';
export { placeHandOff } from './hand-off.ts';
export { speaksOfPage } from '../../lib/view/speaks-of-page.ts';
