import type { Contender, ContenderName } from './contender.ts';

export interface Turns {
  /** Of each contender; they alternate, so that a machine that slows down slows all of them. */
  readonly rounds: number;
  /** Rounds before, that don't count: first loads fill caches. */
  readonly warmUps: number;
}

export async function takeTurns<Reading>(
  contenders: readonly Contender[],
  { rounds, warmUps }: Turns,
  read: (contender: Contender) => Promise<Reading>,
): Promise<Map<ContenderName, Reading[]>> {
  const readings = new Map<ContenderName, Reading[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < warmUps + rounds; round += 1) {
    for (const contender of contenders) {
      const reading = await read(contender);
      if (round >= warmUps) readings.get(contender.name)?.push(reading);
    }
  }
  return readings;
}
