import { hostOf } from '../../shared/host-of.ts';
import type { Problem } from '../../shared/problem.ts';
import type { ProblemPlace } from '../problem-place.ts';
import { between } from './counting.ts';

/** At a problem and under its *Details*: for whoever helps, so it says what things are called here. */
export const detailWords = {
  dismiss: 'Dismiss',
  details: 'Details',
  inVain: 'Tried again: it is still so.',
  copyReport: 'Copy report',
  test: 'Test connection',
  title: 'Problem report',
  facts: ['Extension', 'Browser', 'Code', 'Request ID', 'Time', 'API URL', 'Tenant ID'],
  leftOut: 'What was said, and the server’s own words, are left out.',
  /** What support asks for. */
  line: ({ code, count, requestId }: Problem, time: number, place: ProblemPlace | undefined): string =>
    [
      code,
      code === 'websocket-blocked' && count && `HTTP ${count}`,
      requestId && `Request ID: ${requestId}`,
      place && hostOf(place.apiUrl),
      new Date(time).toISOString(),
    ]
      .filter(Boolean)
      .join(between),
} as const;
