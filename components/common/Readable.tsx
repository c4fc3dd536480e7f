import { lazy, Suspense, type ReactNode } from 'react';

const LazyHosts = lazy(() =>
  import('./WrittenHosts.tsx').then(
    ({ WrittenHosts }) => ({ default: WrittenHosts }),
    // Of an extension that was removed under its page: the same hosts, in other letters.
    () => ({ default: ({ text }: { text: string }) => text }),
  ),
);

/** Words with their hosts as these are written. What that takes is loaded where there is such a host, and few ever see one. */
export function Readable({ text }: { text: string }): ReactNode {
  // Empty until then: where it is read aloud as it comes, it is read once.
  return text.includes('xn--') ? (
    <Suspense>
      <LazyHosts text={text} />
    </Suspense>
  ) : (
    text
  );
}
