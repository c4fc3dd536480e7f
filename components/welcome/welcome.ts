/** What the panel loads where nothing is set yet, or an update has changed what leaves (on-demand.tsx). */
export { FirstRunCard } from './FirstRunCard.tsx';
export { LeavingNews } from './LeavingNews.tsx';
