/*
 * What the panel loads when something goes along with the next message, went with one, or is offered to (on-demand.tsx).
 */
export { PageChips } from './PageChips.tsx';
export { SentPage } from './SentPage.tsx';
export { PasteChip } from './PasteChip.tsx';
