import { act, fireEvent, render, screen } from '@testing-library/react';
import { vi } from 'vitest';
import '../../components/chat/problems.ts';
import '../../components/attachments/attached.ts';
import '../../components/composer/prompts.ts';
import '../../components/composer/queue.ts';
import { Announcer } from '../../components/chat/Announcer.tsx';
import { PanelRoot } from '../../components/chat/PanelRoot.tsx';
import type { Snapshot } from '../../lib/messaging/contract.ts';
import '../../lib/view/message-loading.ts';
import { createPanel, type Panel, type PanelOptions } from '../../lib/view/panel.ts';
import { createFakePagePort, type FakePagePort } from '../doubles/fake-page-port.ts';

export interface OpenedPanel {
  readonly port: FakePagePort;
  readonly panel: Panel;
  readonly openOptions: ReturnType<typeof vi.fn<() => void>>;
  readonly restart: ReturnType<typeof vi.fn<() => void>>;
  readonly askAccess: ReturnType<typeof vi.fn<(origin: string) => Promise<boolean>>>;
  /** The next frame of the display comes. */
  paint(): void;
}

/** The panel, on a background that says what the test says; `container` holds what the build has drawn. */
export function openPanel(
  snapshot?: Partial<Snapshot>,
  container?: HTMLElement,
  given: Pick<PanelOptions, 'loadTabs' | 'isPrivate'> = {},
): OpenedPanel {
  const port = createFakePagePort();
  const frames: (() => void)[] = [];
  const openOptions = vi.fn<() => void>();
  const restart = vi.fn<() => void>();
  const askAccess = vi.fn<(origin: string) => Promise<boolean>>(() => Promise.resolve(false));
  const panel = createPanel({
    port,
    openOptions,
    restart,
    askAccess,
    version: '0.1.0',
    ...given,
    frame: (callback) => (frames.push(callback), () => undefined),
  });
  // What comes once the panel stands, as far as it is heard; the build draws nothing of it.
  if (container === undefined)
    render(
      <PanelRoot panel={panel}>
        <Announcer />
      </PanelRoot>,
    );
  else render(<PanelRoot panel={panel} />, { container, hydrate: true });
  if (snapshot !== undefined) act(() => port.snapshot(snapshot));
  return {
    port,
    panel,
    openOptions,
    restart,
    askAccess,
    paint: () => act(() => frames.splice(0).forEach((frame) => frame())),
  };
}

export const composer = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Message' });
export const write = (text: string): boolean => fireEvent.change(composer(), { target: { value: text } });
export const press = (name: string): boolean => fireEvent.click(screen.getByRole('button', { name }));
/** Until what was answered has been drawn, dialogs that are loaded on demand too. */
export const settle = (): Promise<void> => act(() => vi.dynamicImportSettled());
/** The accessible names of the buttons in it. */
export const buttonsOf = (element: Element): (string | null)[] =>
  [...element.querySelectorAll('button')].map(
    (button) => button.getAttribute('aria-label') ?? button.textContent,
  );
