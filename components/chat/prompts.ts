/*
 * What the panel loads when somebody reaches for a prompt, has a suggestion before them, or has asked for something outside
 * of our pages (on-demand.tsx).
 */
export { PromptMenu } from './PromptMenu.tsx';
export { placeHandOff } from './hand-off.ts';
export { speaksOfPage } from '../../lib/view/speaks-of-page.ts';
