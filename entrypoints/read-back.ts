import '../lib/shared/no-eval.ts';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readBackPart } from '../lib/session/read-back-part.ts';
import { readBack } from '../lib/session/read-back.ts';
import { handOver } from '../lib/shared/background-part.ts';

/** A part of the background, loaded when a chat is opened that was begun elsewhere. */
export default defineUnlistedScript(() => handOver(readBackPart, readBack));
