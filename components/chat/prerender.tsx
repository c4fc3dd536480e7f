import { renderToString } from 'react-dom/server';
import { createStillPanel } from '../../lib/view/still-panel.ts';
import { PanelRoot } from './PanelRoot.tsx';

/**
 * The panel's first paint as HTML, put into the page by the build. The script takes over these very elements, so what was
 * typed until then, its focus and its undo history stay.
 */
export function prerenderPanel(): string {
  const html = renderToString(<PanelRoot panel={createStillPanel()} />);
  // Icons are lucide-react's own here; those that the page draws are measured by the text (plain-icon.ts).
  return html.replaceAll(/(<svg [^>]*?width=)"(\d+)" height="\d+"/g, (_, start: string, size: string) => {
    const side = `"${Number(size) / 16}rem"`;
    return `${start}${side} height=${side}`;
  });
}
