import type { Preferences } from '../config/preferences-record.ts';
import { keepForPage } from '../shared/page-storage.ts';
import type { PanelState } from './panel-state.ts';

/** "dark large compact": what the style sheets go by, as the attribute `data-looks` of the document (tokens.css). */
export function looksOf({ theme, textSize, density }: Preferences): string {
  return `${theme} ${textSize} ${density}`;
}

/** In this page from now on, and in the next one of this browser before anything is drawn (public/looks.js). */
export function showLooks(looks: string): void {
  document.documentElement.dataset['looks'] = looks;
  keepForPage('localStorage', 'looks', looks);
}

interface PanelLooks {
  state(): Pick<PanelState, 'conversation' | 'preferences'>;
  subscribe(listener: () => void): () => void;
}

/** As is chosen in the settings while the panel is open, from when it has heard: until then it looks as it did last. */
export function followLooks({ state, subscribe }: PanelLooks): void {
  let shown = '';
  const look = (): void => {
    const { conversation, preferences } = state();
    const looks = looksOf(preferences);
    if (conversation === null || looks === shown) return;
    shown = looks;
    showLooks(looks);
  };
  subscribe(look);
  look();
}
