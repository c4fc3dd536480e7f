import { rollingDeploy, type Deploy } from './deploy.ts';

export interface Case {
  readonly title: string;
  readonly deploy: Deploy;
}

/** A close that says nothing of a deploy (P27): what P34 alone makes of it. */
const unsaid = { code: 1011 };
const crash = { code: 1006 };

export const withSpread: Case = {
  title: '**one after the other, every 15 s**',
  deploy: rollingDeploy,
};

export const withoutSpread: Case = {
  title: 'the same without the spread (P34 alone)',
  deploy: { ...rollingDeploy, ...unsaid },
};

/** What else was tried, for the table. */
export const otherCases: readonly Case[] = [
  { title: 'a server every 10 s', deploy: { ...rollingDeploy, everyMs: 10_000 } },
  { title: 'a server every 20 s', deploy: { ...rollingDeploy, everyMs: 20_000 } },
  { title: 'balancer deals blindly', deploy: { ...rollingDeploy, balancing: 'blind' } },
  { title: 'balancer fills the emptiest', deploy: { ...rollingDeploy, balancing: 'fewest' } },
  { title: 'spread over 0.5–15 s instead', deploy: { ...rollingDeploy, spreadToMs: 15_000 } },
  {
    title: 'all at once, replaced without a gap',
    deploy: { ...rollingDeploy, everyMs: 0, awayMs: 0 },
  },
  {
    title: '… without the spread',
    deploy: { ...rollingDeploy, everyMs: 0, awayMs: 0, ...unsaid },
  },
  {
    title: '… spread over 0.5–15 s instead',
    deploy: { ...rollingDeploy, everyMs: 0, awayMs: 0, spreadToMs: 15_000 },
  },
  { title: 'all at once, away for 10 s', deploy: { ...rollingDeploy, everyMs: 0 } },
  { title: 'one server of 20 crashes (1006)', deploy: { ...rollingDeploy, restarted: 1, ...crash } },
  { title: 'all crash at once, away for 10 s', deploy: { ...rollingDeploy, everyMs: 0, ...crash } },
];
