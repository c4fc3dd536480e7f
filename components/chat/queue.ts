/* What the panel loads when a message waits, is changed, or has versions (on-demand.tsx). */
export { EditBanner } from './EditBanner.tsx';
export { QueueBar, QueueReason } from './QueueBar.tsx';
export { VersionWalk } from './VersionWalk.tsx';
