import '../lib/shared/no-eval.ts';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { openIdPart } from '../lib/auth/openid-part.ts';
import { createOpenId } from '../lib/auth/openid.ts';
import { handOver } from '../lib/shared/background-part.ts';

/** A part of the background, loaded where somebody signs in at an identity provider. */
export default defineUnlistedScript(() => handOver(openIdPart, createOpenId));
