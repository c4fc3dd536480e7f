import type { PagePort } from '../messaging/page-port.ts';
import type { siteRows } from '../messaging/site-rows.ts';
import type { TranscriptStore } from './transcript-store.ts';

export interface SiteConsent {
  /** *OK*. */
  agree(): void;
  close(): void;
}

export interface SiteConsentOptions {
  readonly port: Pick<PagePort<keyof typeof siteRows>, 'request'>;
  readonly store: Pick<TranscriptStore, 'state' | 'subscribe'>;
  /** The attached page's, as `hostOf` names it. */
  readonly host: string;
  /** Of the attachment. */
  readonly id: string;
  /** Whether it has to be said where pages of that site go. Nothing is said before that is known. */
  readonly told: (isNew: boolean) => void;
}

/**
 * The first page of a site, for this person and this tenant: where it goes is said beside it. Who sends it then has agreed,
 * as by *OK*; who sends it before it could be said has not.
 */
export function createSiteConsent({ port, store, host, id, told }: SiteConsentOptions): SiteConsent {
  /** Whom it was said to; null: nobody yet, or they have answered. */
  let partition: string | null = null;
  let isClosed = false;
  const { lastSent } = store.state();

  const stop = store.subscribe(() => {
    const state = store.state();
    // In one change: a question that is asked once more leaves the attachment where it is.
    const isAttached = [state.attachment, ...state.tabs].some((page) => page?.id === id);
    if (state.lastSent !== lastSent && !isAttached) agree();
  });

  function agree(): void {
    if (partition === null) return;
    void port.request({ type: 'sites/agreed', change: { partition, host, isAgreed: true } });
    partition = null;
    told(false);
  }

  void port.request({ type: 'sites/agreed' }).then((read) => {
    if (isClosed) return;
    // Where storage is broken, it does no harm to say it again.
    const isNew = !read.ok || !read.value.hosts.includes(host);
    if (isNew && read.ok) ({ partition } = read.value);
    told(isNew);
  });

  return {
    agree,
    close() {
      isClosed = true;
      partition = null;
      stop();
    },
  };
}
