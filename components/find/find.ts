/* What the panel loads when somebody first looks for words in a chat (on-demand.tsx). */
export { FindBar } from './FindBar.tsx';
