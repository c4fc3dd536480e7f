import '../../lib/shared/no-eval.ts';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { openIdPart } from '../../lib/auth/openid-part.ts';
import { createOpenId } from '../../lib/auth/openid.ts';
import { importChatsPart } from '../../lib/background/data/import-chats-part.ts';
import { createImportChats } from '../../lib/background/data/import-chats.ts';
import { handOffPart } from '../../lib/background/hand-off/hand-off-part.ts';
import { capturePart } from '../../lib/background/page-capture/capture-part.ts';
import { laterCommandsPart } from '../../lib/background/rpc/later-commands-part.ts';
import { createLaterCommands } from '../../lib/background/rpc/later-commands.ts';
import { runConnectionTest } from '../../lib/doctor/connection-test.ts';
import { doctorPart } from '../../lib/doctor/doctor-part.ts';
import { readBackPart } from '../../lib/session/read-back-part.ts';
import { readBack } from '../../lib/session/read-back.ts';
import { handOver } from '../../lib/shared/background-part.ts';
import { capture } from './capture.ts';
import { handOff } from './hand-off.ts';

/**
 * What few lives of the background need, all in one: as it starts a worker, a browser sends along every script that was
 * imported when it was installed, and each of them takes its time, whatever is in it.
 */
export default defineUnlistedScript(() => {
  // A page or a long text is attached; a place on a page is to be shown.
  handOver(capturePart, capture);
  // A menu, a dialog or the settings ask for something of theirs.
  handOver(laterCommandsPart, createLaterCommands);
  // Somebody tests the connection.
  handOver(doctorPart, runConnectionTest);
  // Somebody has asked for something outside of our pages, or the menus are to be shown.
  handOver(handOffPart, handOff);
  // Chats of a file are taken in.
  handOver(importChatsPart, createImportChats);
  // Somebody signs in at an identity provider.
  handOver(openIdPart, createOpenId);
  // A chat is opened that was begun elsewhere.
  handOver(readBackPart, readBack);
});
