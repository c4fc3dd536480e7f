import { maskedKinds } from '../../config/mask-choices.ts';
import type { Policy } from '../../config/policy.ts';
import type { maskingRows } from '../../messaging/masking-rows.ts';
import { maskKinds } from '../../shared/mask-kind.ts';
import { ok } from '../../shared/result.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import type { Items } from '../../storage/items.ts';
import type { CommandHandlers } from './command-handlers.ts';

export interface MaskingCommandsOptions {
  readonly items: Pick<Items, 'masking'>;
  readonly currentPolicy: () => Promise<Pick<Policy, 'masking'>>;
}

/** Which values are masked. What the organisation has set is not changed by a choice, and the choice holds when it ends. */
export function createMaskingCommands({
  items,
  currentPolicy,
}: MaskingCommandsOptions): Pick<CommandHandlers, keyof typeof maskingRows> {
  const inTurn = createSerialQueue();
  async function view() {
    const [chosen, { masking: rules }] = await Promise.all([items.masking.read(), currentPolicy()]);
    const locked = maskKinds.filter((kind) => rules[kind] !== undefined);
    return ok({ masked: maskedKinds(chosen, rules), locked });
  }
  return {
    'masking/read': () => inTurn(view),
    'masking/choose': ({ kind, isMasked }) =>
      inTurn(async () => {
        await items.masking.write({ ...(await items.masking.read()), [kind]: isMasked });
        return view();
      }),
  };
}
