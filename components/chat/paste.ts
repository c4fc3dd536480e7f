/* What the panel loads when something goes along with the next message (on-demand.tsx). */
export { AttachmentChip } from './AttachmentChip.tsx';
export { PasteChip } from './PasteChip.tsx';
