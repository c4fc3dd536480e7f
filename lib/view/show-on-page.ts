import type { CommandOf } from '../messaging/commands.ts';
import type { ShownPlace } from '../messaging/place-rows.ts';
import type { Panel } from './panel.ts';

/** Leads to a place in a page that was attached; null where it is refused, which becomes the panel's one alert. */
export async function showOnPage(
  { accountPort, store }: Pick<Panel, 'accountPort' | 'store'>,
  place: Omit<CommandOf<'page/show'>, 'type'>,
): Promise<ShownPlace | null> {
  const shown = await accountPort.request({ type: 'page/show', ...place });
  store.change((state) => ({ ...state, refusal: shown.ok ? null : shown.failure }));
  return shown.ok ? shown.value : null;
}
