/* What the panel loads when a long text was pasted (on-demand.tsx). */
export { PasteChip } from './PasteChip.tsx';
