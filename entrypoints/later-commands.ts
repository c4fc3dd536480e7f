import '../lib/shared/no-eval.ts';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createLaterCommands } from '../lib/background/rpc/later-commands.ts';
import { laterCommandsPart } from '../lib/background/rpc/later-commands-part.ts';
import { handOver } from '../lib/shared/background-part.ts';

/** A part of the background, loaded when a menu, a dialog or the settings ask for something of theirs. */
export default defineUnlistedScript(() => handOver(laterCommandsPart, createLaterCommands));
