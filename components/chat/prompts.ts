/*
 * What the panel loads when somebody reaches for a prompt or a tab, or has a suggestion before them (on-demand.tsx).
 */
export { ComposerMenu } from './ComposerMenu.tsx';
export { speaksOfPage } from '../../lib/view/speaks-of-page.ts';
