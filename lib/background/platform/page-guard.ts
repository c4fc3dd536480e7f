import { forbiddenPage, type SiteRules } from '../../config/site-rules.ts';
import { unfence } from '../../page-context/fence.ts';
import type { TransportEvent } from '../../session/transport-event.ts';
import type { Connection } from '../../transport/transport.ts';

/**
 * The last door that a page passes: a message that was under way when the organisation closed its site, and is to be sent
 * once more, is refused here (law 10).
 */
export function guardPages(
  connection: Connection,
  rules: SiteRules,
  tell: (event: TransportEvent) => void,
): Connection {
  return {
    ...connection,
    send(message) {
      const page = forbiddenPage(rules, unfence(message.text).attachments);
      if (page === undefined) return connection.send(message);
      const problem = { code: 'page-forbidden', subject: page.title } as const;
      // The session is still inside its own step.
      queueMicrotask(() => tell({ type: 'refused', code: null, detail: null, problem }));
    },
  };
}
