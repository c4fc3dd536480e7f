/* What the panel loads when a message waits (on-demand.tsx). */
export { QueueBar, QueueReason } from './QueueBar.tsx';
