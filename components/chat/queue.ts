/* What the panel loads when a message waits, or is changed (on-demand.tsx). */
export { EditBanner } from './EditBanner.tsx';
export { QueueBar, QueueReason } from './QueueBar.tsx';
