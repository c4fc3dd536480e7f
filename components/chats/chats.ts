/* What the panel loads when somebody first asks for the list of chats (components/chat/on-demand.tsx). */
export { ChatsDialog } from './ChatsDialog.tsx';
