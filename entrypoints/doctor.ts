import '../lib/shared/no-eval.ts';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { runConnectionTest } from '../lib/doctor/connection-test.ts';
import { doctorPart } from '../lib/doctor/doctor-part.ts';
import { handOver } from '../lib/shared/background-part.ts';

/** A part of the background, loaded when somebody tests the connection. */
export default defineUnlistedScript(() => handOver(doctorPart, runConnectionTest));
