/* What the panel loads when something goes along with the next message, or is offered to (on-demand.tsx). */
export { PageChips } from './PageChips.tsx';
export { PasteChip } from './PasteChip.tsx';
