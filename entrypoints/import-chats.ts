import '../lib/shared/no-eval.ts';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { importChatsPart } from '../lib/background/data/import-chats-part.ts';
import { createImportChats } from '../lib/background/data/import-chats.ts';
import { handOver } from '../lib/shared/background-part.ts';

/** A part of the background, loaded when chats of a file are taken in. */
export default defineUnlistedScript(() => handOver(importChatsPart, createImportChats));
