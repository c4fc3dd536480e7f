/*
 * What the panel loads when somebody reaches for a prompt, or has a suggestion before them (on-demand.tsx).
 */
export { PromptMenu } from './PromptMenu.tsx';
export { speaksOfPage } from '../../lib/view/speaks-of-page.ts';
