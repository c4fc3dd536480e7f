import { lazy, type ComponentProps, type ReactElement } from 'react';
import { OnDemand } from '../chat/OnDemand.tsx';
import type { PagePreview } from './PagePreview.tsx';

const LazyPagePreview = lazy(async () => ({ default: (await import('../chat/dialogs.ts')).PagePreview }));

/** Apart from on-demand.tsx: chips that it imports later open this, too. */
export function PreviewOnDemand(props: ComponentProps<typeof PagePreview>): ReactElement {
  return (
    <OnDemand>
      <LazyPagePreview {...props} />
    </OnDemand>
  );
}
