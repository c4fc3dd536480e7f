import { definePart } from '../shared/background-part.ts';
import type { runConnectionTest } from './connection-test.ts';

/** *Test connection*, which the background loads when somebody asks for it. */
export type DoctorPart = typeof runConnectionTest;
export const doctorPart = definePart<DoctorPart>('doctor');
