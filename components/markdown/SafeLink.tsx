import type { ReactElement, ReactNode } from 'react';
import { words } from '../../lib/view/words/panel-words.ts';
import { claimedHost, safeUrl, type SafeUrl } from './safe-url.ts';

interface SafeLinkProps {
  address: string;
  /** The link's words as plain text, to be compared with where it leads. */
  text: string;
  /** What to show where the address is not allowed: the markdown as written, so nothing is hidden. */
  raw: string;
  children: ReactNode;
}

/** Opens in a new tab, tells the site nothing, and says where it really leads. */
export function SafeLink({ address, text, raw, children }: SafeLinkProps): ReactElement {
  const url = safeUrl(address);
  if (!url) return <span className="refused-link">{raw}</span>;
  const claimed = claimedHost(text);
  return (
    <>
      <Anchor url={url}>{children}</Anchor>
      {claimed !== null && !sameSite(claimed, url.host) && <span className="true-host"> ({url.host})</span>}
    </>
  );
}

/** Pictures never load: that alone could carry a chat's words to a stranger's server. */
export function ImageLink({ address, alt }: { address: string; alt: string }): ReactElement {
  const url = safeUrl(address);
  const label = words.markdown.image(alt.trim());
  if (!url) return <span className="refused-link">{label}</span>;
  return <Anchor url={url}>{`${label} (${url.host})`}</Anchor>;
}

export function Anchor({ url, children }: { url: SafeUrl; children: ReactNode }): ReactElement {
  return (
    <a
      href={url.href}
      title={url.host}
      target="_blank"
      rel="noopener noreferrer"
      referrerPolicy="no-referrer"
    >
      {children}
    </a>
  );
}

function sameSite(claimed: string, host: string): boolean {
  const plain = (name: string): string => name.replace(/^www\./, '').replace(/:\d+$/, '');
  return plain(claimed) === plain(host);
}
