/* What a page loads when *Export* or *Import* is first pressed (transfer-on-demand.tsx). */
export { ExportDialog } from './ExportDialog.tsx';
export { ImportDialog } from './ImportDialog.tsx';
