/* What the panel loads when a message waits, here or in the chat before, is changed, or has versions (on-demand.tsx). */
export { EditBanner } from './EditBanner.tsx';
export { LeftWaiting } from '../transcript/LeftWaiting.tsx';
export { QueueBar, QueueReason } from './QueueBar.tsx';
export { VersionWalk } from '../transcript/VersionWalk.tsx';
