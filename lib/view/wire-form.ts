import { fence } from '../page-context/fence.ts';
import type { Attachment } from '../shared/conversation.ts';

/** What stands around an attachment's text on the wire: cut out of the wire text itself, so it cannot differ from it. */
export function wireForm(attachment: Attachment): { before: string; after: string } {
  const wire = fence([attachment], '');
  const textStart = wire.indexOf('\n') + 1;
  return {
    before: wire.slice(0, textStart - 1),
    after: wire.slice(textStart + attachment.text.length).trim(),
  };
}
