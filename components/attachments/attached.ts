/* What the panel loads when something goes along with the next message, or went with one (on-demand.tsx). */
export { AttachedParts } from './AttachedParts.tsx';
export { MaskWatch } from './MaskWatch.tsx';
export { SentPage } from './SentPage.tsx';
