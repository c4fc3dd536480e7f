import { pastedText, type Pasted } from '../../page-context/pasted-text.ts';
import type { Attachment } from '../../shared/conversation.ts';
import type { SelectedText } from '../../shared/hand-off.ts';
import type { TabFacts } from '../../shared/page-access.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Result } from '../../shared/result.ts';
import { capturePage, type CapturePageOptions } from './capture-page.ts';
import { selectedAccess } from './selected-access.ts';

/** All that becomes an attachment comes through here, so that no way to one is without the rules of another. */
export interface Capture {
  /** @param selected what a person has chosen of it; undefined: the page */
  page(tab: TabFacts | null, selected?: SelectedText): Promise<Result<Attachment, Problem>>;
  pasted(pasted: Omit<Pasted, 'capturedAt'>): Attachment;
}

export function createCapture(options: CapturePageOptions): Capture {
  const { clock, budget } = options;
  return {
    page: (tab, selected) =>
      capturePage(
        selected === undefined ? options : { ...options, access: selectedAccess(options.access, selected) },
        tab,
      ),
    pasted: (pasted) => pastedText({ ...pasted, capturedAt: new Date(clock.now()).toISOString() }, budget()),
  };
}
