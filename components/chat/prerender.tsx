import { renderToString } from 'react-dom/server';
import { createStillPanel } from '../../lib/view/still-panel.ts';
import { PanelRoot } from './PanelRoot.tsx';

/**
 * The panel's first paint as HTML, put into the page by the build. The script takes over these very elements, so what was
 * typed until then, its focus and its undo history stay.
 */
export function prerenderPanel(): string {
  return renderToString(<PanelRoot panel={createStillPanel()} />);
}
