import { definePart } from '../../shared/background-part.ts';
import type { createImportChats } from './import-chats.ts';

/** The import of chats, which the background loads when somebody opens a file of them. */
export type ImportChatsPart = typeof createImportChats;
export const importChatsPart = definePart<ImportChatsPart>('import-chats');
