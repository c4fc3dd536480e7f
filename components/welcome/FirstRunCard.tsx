import { useEffect, useRef, useState, useSyncExternalStore, type ReactElement } from 'react';
import { createFirstRun, type OpenSettingsPort } from '../../lib/view/first-run.ts';
import { usePanel } from '../../lib/view/use-panel.ts';
import { firstRunWords as words } from '../../lib/view/words/first-run-words.ts';
import { focusComposer } from '../composer/focus-composer.ts';
import { AddressForm } from './AddressForm.tsx';
import { LocalPlatform } from './LocalPlatform.tsx';
import { PolicyLook } from './PolicyLook.tsx';
import { WhatLeaves } from './WhatLeaves.tsx';

interface FirstRunCardProps {
  openPort: OpenSettingsPort;
  /** Somebody is at it: what grows in it must not move it. */
  onFocus: () => void;
}

/** The panel before anybody has said where the assistant is: a calm card, and nothing asked of any host. */
export function FirstRunCard({ openPort, onFocus }: FirstRunCardProps): ReactElement {
  const { openOptions } = usePanel();
  const card = useRef<HTMLElement>(null);
  const [store] = useState(() =>
    createFirstRun({
      openPort,
      later(callback, ms) {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
    }),
  );
  const state = useSyncExternalStore(store.subscribe, store.state);

  useEffect(
    () => () => {
      store.close();
      // Connected, most often: what had the focus is gone, and the question comes next.
      if (document.activeElement === document.body) focusComposer();
    },
    [store],
  );

  const toAddress = (): void => card.current?.querySelector<HTMLElement>('[name="apiUrl"]')?.focus();
  return (
    <section className="first-run" aria-labelledby="first-run" ref={card} onFocus={onFocus}>
      <h2 id="first-run">{words.title}</h2>
      <p className="first-run-intro">{words.intro}</p>
      <AddressForm store={store} state={state} />
      <PolicyLook finding={state.policy} onAsk={() => void store.askPolicy()} />
      <LocalPlatform
        onUse={() => {
          store.fillThisComputer();
          toAddress();
        }}
      />
      <WhatLeaves />
      <button type="button" className="link-button" onClick={() => openOptions()}>
        {words.settings}
      </button>
    </section>
  );
}
