/*
 * What the panel loads when a dialog is first asked for (on-demand.tsx). In one chunk: of two, each would pull what it
 * shares with the panel into further chunks, and the first load would be 0.9 kB larger for it.
 */
export { AccountDialog } from './AccountDialog.tsx';
export { ConnectionDialog } from './ConnectionDialog.tsx';
export { MessageDetails } from '../transcript/MessageDetails.tsx';
export { PagePreview } from '../attachments/PagePreview.tsx';
