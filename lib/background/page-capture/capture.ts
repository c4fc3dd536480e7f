import { withMasks, withMaskUndone } from '../../masking/attached-masks.ts';
import { joinedPastes } from '../../masking/joined-pastes.ts';
import { maskedPage } from '../../masking/masked-page.ts';
import { renumbered } from '../../masking/renumbered.ts';
import { pastedText, type Pasted } from '../../page-context/pasted-text.ts';
import type { ShownPlace } from '../../messaging/place-rows.ts';
import type { Attachment } from '../../shared/conversation.ts';
import type { SelectedText } from '../../shared/hand-off.ts';
import type { PageAccess, TabFacts } from '../../shared/page-access.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Result } from '../../shared/result.ts';
import { capturePage, type CapturePageOptions, type KnownMasks, type WantsLinks } from './capture-page.ts';
import { selectedAccess } from './selected-access.ts';
import { showPlace, type ShowPlaceOptions, type WantedPlace } from './show-place.ts';

/** What the background has for it. */
export interface CaptureOptions extends Omit<CapturePageOptions, 'viewed'> {
  readonly access: PageAccess;
}

/**
 * All that becomes an attachment comes through here, so that no way to one is without the rules of another; and what leads
 * back from an attachment to its page.
 */
export interface Capture {
  /** @param selected what a person has chosen of it; undefined: the page */
  page(
    tab: TabFacts | null,
    known: KnownMasks,
    selected?: SelectedText,
    wantsLinks?: WantsLinks,
  ): Promise<Result<Attachment, Problem>>;
  /** @param before what it may go on from: the pasted text in the draft, masked already */
  pasted(
    pasted: Omit<Pasted, 'capturedAt'>,
    known: KnownMasks,
    before: Attachment | null,
  ): Promise<Attachment>;
  /** One masked value back in its places, or masked once more. Undefined: it isn't one of its. */
  undone(page: Attachment, placeholder: string, isUndone: boolean): Attachment | undefined;
  /** A pasted text that comes back, and what is there behind it. */
  joined: typeof joinedPastes;
  /** What a message takes along, by the numbers that its chat has given meanwhile. */
  renumbered: typeof renumbered;
  show(wanted: WantedPlace): Promise<Result<ShownPlace, Problem>>;
}

export function createCapture(options: CaptureOptions & CapturePageOptions & ShowPlaceOptions): Capture {
  const { clock, maskKinds, budget } = options;
  return {
    page: (tab, known, selected, wantsLinks) =>
      capturePage(
        selected === undefined ? options : { ...options, access: selectedAccess(options.access, selected) },
        tab,
        known,
        wantsLinks,
      ),
    async pasted(pasted, known, before) {
      const given = { ...pasted, title: '', url: '', pageLength: pasted.length };
      const { page, items } = maskedPage(given, {
        kinds: await maskKinds(),
        known: await known(),
        standing: before?.masked ?? [],
      });
      const capturedAt = new Date(clock.now()).toISOString();
      return withMasks(pastedText({ ...page, length: page.pageLength, capturedAt }, budget()), items);
    },
    undone: withMaskUndone,
    joined: joinedPastes,
    renumbered,
    show: (wanted) => showPlace(options, wanted),
  };
}
