/* What the panel loads when something goes along with the next message, or went with one (on-demand.tsx). */
export { AttachmentChip } from './AttachmentChip.tsx';
export { SentPage } from './SentPage.tsx';
export { PasteChip } from './PasteChip.tsx';
