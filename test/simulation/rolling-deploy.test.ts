import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { withSpread, withoutSpread } from './cases.ts';
import { simulate } from './deploy.ts';
import { mostTimesTheMean, tableRow, well } from './figures.ts';
import { drawRecovery } from './picture.ts';
import { picture, readme } from './places.ts';

const everybody = withSpread.deploy.clients;
const spread = simulate(withSpread.deploy);
const plain = simulate(withoutSpread.deploy);

describe('100,000 clients and one rolling deploy', () => {
  it('is of the size that was asked for, and everybody was cut off', () => {
    expect(everybody).toBe(100_000);
    expect(spread.lost).toBeGreaterThanOrEqual(everybody);
    expect(spread.perSecond.reduce((sum, attempts) => sum + attempts, 0)).toBe(spread.attempts);
  });

  it('P25: connects no more than three times the mean in any second of the recovery', () => {
    expect(spread.peak).toBeGreaterThan(spread.mean);
    expect(spread.peak).toBeLessThanOrEqual(mostTimesTheMean * spread.mean);
  });

  it('ends with each client connected by one socket: none halted, none exhausted', () => {
    expect([...spread.ends]).toEqual([[well, everybody]]);
    expect(spread.returned).toBe(spread.lost);
  });

  it('asks no more often than connections were lost, save those cut off on their way back', () => {
    expect(spread.refused).toBe(0);
    expect(spread.attempts).toBeLessThan(1.01 * spread.lost);
  });

  it('brings nobody back later than the spread and a handshake take', () => {
    expect(spread.waits.longest).toBeLessThan(10);
  });

  it('would fail the same requirement without the spread, so it can fail', () => {
    expect(plain.peak).toBeGreaterThan(mostTimesTheMean * plain.mean);
    expect([...plain.ends]).toEqual([[well, everybody]]);
  });

  it('is what the README of lib/session shows; `node test/simulation/main.ts --write` renews it', async () => {
    expect(await readFile(picture, 'utf8')).toBe(drawRecovery(spread, plain));
    const page = await readFile(readme, 'utf8');
    expect(page).toContain(tableRow(withSpread.title, spread));
    expect(page).toContain(tableRow(withoutSpread.title, plain));
  });
});
