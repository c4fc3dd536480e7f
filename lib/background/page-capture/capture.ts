import { pastedText, type Pasted } from '../../page-context/pasted-text.ts';
import type { ShownPlace } from '../../messaging/place-rows.ts';
import type { Attachment } from '../../shared/conversation.ts';
import type { PageAccess, TabFacts } from '../../shared/page-access.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Result } from '../../shared/result.ts';
import { capturePage, type CapturePageOptions } from './capture-page.ts';
import { showPlace, type ShowPlaceOptions, type WantedPlace } from './show-place.ts';

/** What the background has for it. */
export interface CaptureOptions extends CapturePageOptions {
  readonly access: PageAccess;
}

/**
 * All that becomes an attachment comes through here, so that no way to one is without the rules of another; and what leads
 * back from an attachment to its page.
 */
export interface Capture {
  page(tab: TabFacts | null): Promise<Result<Attachment, Problem>>;
  pasted(pasted: Omit<Pasted, 'capturedAt'>): Attachment;
  show(wanted: WantedPlace): Promise<Result<ShownPlace, Problem>>;
}

export function createCapture(options: CaptureOptions & ShowPlaceOptions): Capture {
  const { clock, budget } = options;
  return {
    page: (tab) => capturePage(options, tab),
    show: (wanted) => showPlace(options, wanted),
    pasted: (pasted) => pastedText({ ...pasted, capturedAt: new Date(clock.now()).toISOString() }, budget()),
  };
}
