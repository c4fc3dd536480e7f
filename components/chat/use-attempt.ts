import { useEffect, useState } from 'react';
import type { ConnectionStatus } from '../../lib/shared/connection-status.ts';

export interface Attempt {
  readonly isUnderWay: boolean;
  /** It was asked for, and came to nothing. */
  readonly isInVain: boolean;
  begin(): void;
}

/** A person's own attempt to connect, from the press until it is known what came of it. */
export function useAttempt({ kind }: ConnectionStatus): Attempt {
  const [phase, setPhase] = useState<'none' | 'asked' | 'begun' | 'in-vain'>('none');
  const isUnderWay = kind === 'connecting';
  useEffect(() => {
    setPhase((before) => {
      if (isUnderWay) return before === 'asked' ? 'begun' : before;
      return before === 'begun' ? 'in-vain' : before;
    });
  }, [isUnderWay, phase]);
  return { isUnderWay, isInVain: phase === 'in-vain', begin: () => setPhase('asked') };
}
