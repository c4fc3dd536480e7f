import type { PageReason } from '../../shared/page-reason.ts';
import { hostOf } from '../../shared/host-of.ts';
import { allowAndAttach, attachAgain, dismiss, type About, type Told } from './problem-telling.ts';

const copyIt = 'Copy the text you mean, and paste it into the message.';

export function unreadableTold(about: About): Told {
  const { reason = 'failed' } = about;
  const [, tell = unreadableWords.failed] =
    Object.entries(unreadableWords).find(([name]) => name === reason) ?? [];
  return tell(about);
}

/** Why a page can't be read, and what helps, if anything does. */
export const unreadableWords: { readonly [Reason in PageReason]: (about: About) => Told } = {
  'no-tab': () => [
    'There is no page to read',
    'Its tab was closed, or the browser shows none beside this panel. Open the page you mean, then attach it.',
    attachAgain,
  ],
  'browser-page': ({ the }) => [
    `${the('This page')} is one of the browser’s own`,
    `Browsers keep those closed to all extensions. ${copyIt}`,
    dismiss,
  ],
  store: ({ the }) => [
    `${the('This page')} belongs to a store for extensions`,
    `Browsers keep all extensions out of there. ${copyIt}`,
    dismiss,
  ],
  managed: ({ the }) => [
    `Your browser is set to keep extensions out of ${the('this page')}`,
    'Your organisation’s settings of the browser say so, not the panel’s. Whoever manages the browser can allow the site for MIPTech Side Panel.',
    dismiss,
  ],
  closed: ({ the }) => [
    `The browser lets no extension read ${the('this page')}`,
    `So it is with blank pages, with views of source code, and with what a page has made inside the browser. ${copyIt}`,
    dismiss,
  ],
  'maybe-file': ({ the }) => [
    `The browser keeps ${the('this page')} closed`,
    'Is it a file on this computer? Then switch on “Allow access to file URLs” in the browser’s details of MIPTech Side Panel, and attach it again. Of any other page, copy the text you mean.',
    attachAgain,
  ],
  viewer: ({ the }) => [
    `The browser itself shows ${the('this page')}`,
    `A PDF in its viewer and its notice of an error are closed to all extensions. If the page did not load, reload it. Else copy the text you mean, and paste it into the message.`,
    dismiss,
  ],
  'viewer-access': ({ the, origin = '' }) => [
    `The browser shows ${the('this page')} in a page of its own`,
    `If it is a PDF, allow access to ${hostOf(origin)}: then the panel asks that site for it, and attaches it. If it is the browser’s notice of an error, reload it.`,
    allowAndAttach,
  ],
  'viewer-unfetched': ({ the }) => [
    `No PDF came for ${the('this page')}`,
    'The browser shows it in a page of its own, so the panel asked the site for it, and got no PDF. Reload it, and attach it again, or copy the text you mean.',
    attachAgain,
  ],
  'viewer-apart': ({ the }) => [
    `The browser keeps ${the('this page')} apart`,
    `It shows it itself, in a private window or a container. To read it, the panel would have to ask for it as who you are outside of that. ${copyIt}`,
    dismiss,
  ],
  'error-page': ({ the }) => [
    `${the('This page')} did not load`,
    'What you see is the browser’s own notice. Reload the page, and attach it once it is there.',
    attachAgain,
  ],
  loading: ({ the }) => [
    `${the('This page')} is still loading`,
    'There was nothing to read yet. Attach it once you see it.',
    attachAgain,
  ],
  asleep: ({ the }) => [
    `The browser has put ${the('this tab')} to sleep`,
    'There is nothing to read in it until you look at it again. Open the tab, then attach it.',
    attachAgain,
  ],
  gone: ({ the }) => [
    `${the('The page')} went away while it was read`,
    'It was closed, or another came in its place. Nothing was attached. Attach what is there now.',
    attachAgain,
  ],
  unselected: () => [
    'What you had selected is selected no more',
    'So it can’t be read anew, and what is attached was left as it is. Select it again, then attach it.',
    attachAgain,
  ],
  busy: ({ the }) => [
    `${the('This page')} does not answer`,
    'Something in it keeps the browser busy, so it could not be read. Reload it, or wait until it rests, then attach it again.',
    attachAgain,
  ],
  failed: ({ the }) => [
    `${the('This page')} could not be read`,
    `Something in it stopped the reader. ${copyIt}`,
    dismiss,
  ],
  pdf: ({ the }) => [
    `${the('This page')} is a PDF that could not be read`,
    `The part that reads PDFs did not start. ${copyIt}`,
    dismiss,
  ],
  'pdf-local': ({ the }) => [
    `${the('This PDF')} is a file on this computer`,
    `The browser shows it to you, in a viewer that lets no extension in, and the panel may open no file by itself. ${copyIt}`,
    dismiss,
  ],
  'pdf-pictures': ({ the }) => [
    `There is no text in ${the('this PDF')}`,
    'Its pages are pictures, as of a scanner, or its letters can be drawn but not read. A copy of it with recognised text (OCR) can be attached.',
    dismiss,
  ],
  'pdf-locked': ({ the }) => [
    `${the('This PDF')} needs a password`,
    `The panel does not have it, and does not ask for it. ${copyIt}`,
    dismiss,
  ],
  'pdf-damaged': ({ the }) => [
    `${the('This PDF')} is damaged`,
    `No text could be found in what is left of the file. If you see some, copy what you mean, and paste it into the message.`,
    dismiss,
  ],
  'pdf-large': ({ the }) => [
    `${the('This PDF')} is too large`,
    `PDFs are read up to 50 MB. ${copyIt}`,
    dismiss,
  ],
  'pdf-unfetched': ({ the }) => [
    `${the('This PDF')} could not be fetched once more`,
    'To read it, the panel asks its site for the file that you see, and did not get it. Reload the PDF, and attach it again, or copy the text you mean.',
    attachAgain,
  ],
};
