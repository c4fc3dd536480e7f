import { createContext, useContext, type ReactElement, type ReactNode } from 'react';
import { words as uiWords } from '../../lib/view/words/panel-words.ts';
import { isOwnAddress } from './own-address.ts';
import { safeUrl, type SafeUrl } from './safe-url.ts';
import { splitText } from './split-text.ts';

/** Within a link nothing else is one: a picture in it is words of the link. */
export const WithinLink = createContext(false);

interface SafeLinkProps {
  address: string;
  /** The link's words as plain text, as they are drawn, to be compared with where it leads. */
  words: string;
  /** What to show where the address is not allowed: the markdown as written, so nothing is hidden. */
  raw: string;
  children: ReactNode;
}

/** Opens in a new tab, tells the site nothing, and says where it really leads, wherever its words don't. */
export function SafeLink({ address, words, raw, children }: SafeLinkProps): ReactElement {
  if (useContext(WithinLink)) return <>{children}</>;
  const url = safeUrl(address);
  if (!url) return <Refused>{raw}</Refused>;
  // Words that nobody can see would be a link that nobody can see.
  if (/^[\s\p{DI}\u2800]*$/u.test(words)) return <Anchor url={url}>{url.host}</Anchor>;
  return (
    <>
      <Anchor url={url}>
        <WithinLink value={true}>{children}</WithinLink>
      </Anchor>
      {!isOwnAddress(words, url) && <TrueHost url={url} />}
    </>
  );
}

/** Pictures never load: that alone could carry a chat's words to a stranger's server. */
export function ImageLink({ address, alt }: { address: string; alt: string }): ReactElement {
  const label = uiWords.markdown.image(alt.trim());
  const isWithin = useContext(WithinLink);
  if (isWithin) return <>{splitText(label)}</>;
  const url = safeUrl(address);
  if (!url) return <Refused>{label}</Refused>;
  return (
    <Anchor url={url} beside={<TrueHost url={url} />}>
      {splitText(label)}
    </Anchor>
  );
}

interface AnchorProps {
  url: SafeUrl;
  children: ReactNode;
  /** Part of the link, and none of its words. */
  beside?: ReactNode;
}

export function Anchor({ url, children, beside }: AnchorProps): ReactElement {
  return (
    <a
      href={url.href}
      title={url.host}
      target="_blank"
      rel="noopener noreferrer"
      referrerPolicy="no-referrer"
    >
      {/* However the words are read, they turn nothing around that stands beside them. */}
      <bdi>{children}</bdi>
      {beside}
    </a>
  );
}

/** Drawn as a box of its own (markdown.css): no mark of direction in front of it, however many there are, reaches into it. */
function TrueHost({ url }: { url: SafeUrl }): ReactElement {
  return (
    <>
      {' '}
      <bdi className="true-host" dir="ltr">{`(${url.host})`}</bdi>
    </>
  );
}

function Refused({ children }: { children: string }): ReactElement {
  return (
    <span className="refused-link" title={uiWords.markdown.refused}>
      {splitText(children)}
    </span>
  );
}
