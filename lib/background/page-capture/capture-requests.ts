import type { SelectedText } from '../../shared/hand-off.ts';
import type { WatchTab } from '../../shared/page-access.ts';
import type { LoadPart } from '../../shared/background-part.ts';
import type { Attachment } from '../../shared/conversation.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Report } from '../../shared/report.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { wait } from '../../shared/pause.ts';
import type { Items } from '../../storage/items.ts';
import { accessPatienceMs, createPendingAccess } from './pending-access.ts';
import type { Capture, CaptureOptions } from './capture.ts';
import type { KnownMasks, WantsLinks } from './capture-page.ts';
import type { CapturePart } from './capture-part.ts';
import { createMaskNumbers, type MaskNumbers } from './mask-numbers.ts';
import type { PanelConnection } from '../panels/panel-connection.ts';

/** The page that the user offers: by *Attach this page*, and by the click on the toolbar button that grants access to it. */
export interface CaptureRequests extends MaskNumbers {
  /** Reads the page of that window; where access is needed first, the click that grants it will be the answer. */
  capture(
    windowId: number | null,
    known: KnownMasks,
    selected?: SelectedText,
    wantsLinks?: WantsLinks,
  ): Promise<Result<Attachment, Problem>>;
  /** Reads the page of that tab, if we may. */
  captureTab(tabId: number, known: KnownMasks, wantsLinks?: WantsLinks): Promise<Result<Attachment, Problem>>;
  /** Of a long text that was pasted. */
  pasted(...pasted: Parameters<Capture['pasted']>): Promise<Result<Attachment, Problem>>;
  /** One masked value back in its places, or masked once more. */
  undone(...of: Parameters<Capture['undone']>): Promise<Result<Attachment, Problem>>;
  /** A pasted text that comes back, and what is there behind it. */
  joined(...of: Parameters<Capture['joined']>): Promise<Result<Attachment, Problem>>;
  /** What a message takes along, by the numbers that its chat has given meanwhile. */
  renumbered(...of: Parameters<Capture['renumbered']>): Promise<Result<Attachment[], Problem>>;
  /** Leads from what was attached to its page. */
  show: Capture['show'];
  /** The toolbar button was pressed in that window. Resolves with whether a page there waited for just that. Never rejects. */
  grant(windowId: number): Promise<boolean>;
  /** Attaches to what that panel shows the page that it waited for, if access was granted meanwhile; returns at once. */
  attachGranted(panel: PanelConnection): void;
}

export interface CaptureRequestsOptions extends CaptureOptions {
  readonly load: LoadPart<CapturePart>;
  readonly item: Items['accessRequests'];
  readonly watchTab: WatchTab;
  readonly panelIn: (windowId: number) => PanelConnection | null;
  /** *Attach this page*, as if pressed in that panel. */
  readonly attach: (panel: PanelConnection) => Promise<Result<unknown, Problem>>;
  readonly report: Report;
}

/**
 * ms. A press is told by the browser before the page's own process need know of the access that it gives: until then the page
 * can be named, and not read.
 */
const accessSettlesMs = [100, 300, 600];

export function createCaptureRequests({
  load,
  item,
  watchTab,
  panelIn,
  attach,
  report,
  ...capturing
}: CaptureRequestsOptions): CaptureRequests {
  const { access, clock } = capturing;
  const requests = createPendingAccess(item, () => clock.now());
  /** Tabs that the click has not opened to us. In memory, as long as it is noticed when they go elsewhere. */
  const closed = new Set<number>();

  async function attachOpened(panel: PanelConnection): Promise<Result<unknown, Problem>> {
    let done = await attach(panel);
    for (const ms of accessSettlesMs) {
      if (done.ok || done.failure.code !== 'page-access-needed') break;
      await wait(clock, ms);
      done = await attach(panel);
    }
    return done;
  }

  /** In a panel that stands: it would open it otherwise, and be called by that again. */
  function attachGranted(panel: PanelConnection): void {
    const { windowId } = panel;
    if (windowId === null || panel.shown() === null) return;
    void requests
      .take(windowId, () => access.activeTab(windowId))
      .then((granted) => (granted ? attachOpened(panel) : null))
      // Whoever has pressed the button as they were told hears what came of it.
      .then((done) => {
        if (done?.ok === false) panel.patch([{ type: 'refusal', problem: done.failure }]);
      })
      // Nobody asked for it just now: the page can still be attached by its button, which says what is wrong.
      .catch((error: unknown) => report(error, 'page-grant'));
  }

  /** Where the address is kept from us, that the tab has left it is all that can be known, and only while it happens. */
  function endWithPage(tabId: number): void {
    const forget = (): void => {
      stop();
      closed.delete(tabId);
    };
    const stop = watchTab(tabId, () => {
      forget();
      clock.clearTimeout(timer);
      requests.end(tabId).catch((error: unknown) => report(error, 'page-grant'));
    });
    const timer = clock.setTimeout(forget, accessPatienceMs);
  }

  return {
    ...createMaskNumbers(),
    attachGranted,
    async capture(windowId, known, selected, wantsLinks) {
      const part = await load();
      if (!part.ok) return part;
      const tab = await access.activeTab(windowId);
      const captured = await part
        .value(capturing)
        .page(tab && { ...tab, isStillClosed: closed.has(tab.id) }, known, selected, wantsLinks);
      await requests.note(windowId, tab, captured);
      if (tab !== null && !captured.ok && captured.failure.code === 'page-access-needed') endWithPage(tab.id);
      return captured;
    },
    async captureTab(tabId, known, wantsLinks) {
      const part = await load();
      if (!part.ok) return part;
      return part.value(capturing).page(await access.tab(tabId), known, undefined, wantsLinks);
    },
    async pasted(...pasted) {
      const part = await load();
      return part.ok ? ok(await part.value(capturing).pasted(...pasted)) : part;
    },
    async undone(...of) {
      const part = await load();
      if (!part.ok) return part;
      const undone = part.value(capturing).undone(...of);
      return undone === undefined ? fail({ code: 'page-changed' }) : ok(undone);
    },
    async joined(...of) {
      const part = await load();
      return part.ok ? ok(part.value(capturing).joined(...of)) : part;
    },
    async renumbered(...of) {
      const part = await load();
      return part.ok ? ok(part.value(capturing).renumbered(...of)) : part;
    },
    async show(wanted) {
      const part = await load();
      return part.ok ? part.value(capturing).show(wanted) : part;
    },
    async grant(windowId) {
      let isAwaited = false;
      try {
        const tab = await access.activeTab(windowId);
        isAwaited = await requests.grant(windowId, tab);
        // Where it has given access, the browser says where the tab is.
        if (isAwaited && tab !== null && tab.url === undefined) {
          closed.add(tab.id);
          endWithPage(tab.id);
        }
      } catch (error) {
        // The click was for the panel to open, which it did; the page can still be attached by its button.
        report(error, 'page-grant');
        return false;
      }
      // Where the click has woken this worker, the panel is yet to come, and asks for it then.
      const panel = panelIn(windowId);
      if (panel !== null) attachGranted(panel);
      return isAwaited;
    },
  };
}
