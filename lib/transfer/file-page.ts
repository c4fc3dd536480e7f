import type { Attachment } from '../shared/conversation.ts';

/**
 * A page as it may stand in a file. Neither what was masked in it, nor what the user took out of it, nor the tab it came
 * from leaves this browser; and no file may bring any of them in.
 */
export function filePage({
  masked: _masked,
  original: _original,
  tab: _tab,
  ...page
}: Attachment): Attachment {
  return page;
}
