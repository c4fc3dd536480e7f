import { useRef, type ReactElement } from 'react';
import type { FirstRun, FirstRunState } from '../../lib/view/first-run.ts';
import { isProxy } from '../../lib/view/first-run.ts';
import { firstRunWords as words } from '../../lib/view/words/first-run-words.ts';
import { problemWords } from '../../lib/view/words/problem-words.ts';
import { refusalWords } from '../../lib/view/words/refusal-words.ts';
import { settingWords } from '../../lib/view/words/setting-words.ts';
import { presets } from '../../lib/config/settings-record.ts';
import { Field } from '../common/Field.tsx';
import { AddressFinding } from './AddressFinding.tsx';

interface AddressFormProps {
  store: FirstRun;
  state: FirstRunState;
}

/** The address, what was found there, and the tenant where one is needed. */
export function AddressForm({ store, state }: AddressFormProps): ReactElement {
  const form = useRef<HTMLFormElement>(null);
  const { errors, stages, isTenantSet, isConnecting, isLooking, host, problem } = state;
  // Only what is known to need one asks for one; once it is there it stays, whatever comes of the next letter.
  const isAsked = host !== null && !isLooking && !isProxy(stages);
  const isTenantNeeded = !isTenantSet && (isAsked || state.tenantId !== '' || errors.tenantId !== undefined);
  const unknownTenant = stages.find(
    ({ name, outcome, problem: found }) => name === 'tenant' && outcome === 'failed' && found !== undefined,
  )?.problem;

  const connect = async (): Promise<void> => {
    const refused = await store.connect();
    if (refused !== null) form.current?.querySelector<HTMLElement>(`[name="${refused}"]`)?.focus();
  };

  return (
    <form
      ref={form}
      className="first-run-form"
      aria-label={words.title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      <Field
        name="apiUrl"
        label={settingWords.apiUrl.label}
        help={words.addressHelp}
        error={errors.apiUrl && refusalWords('apiUrl', errors.apiUrl)}
      >
        {(attributes) => (
          <input
            {...attributes}
            type="text"
            inputMode="url"
            dir="ltr"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            placeholder={presets.miptech}
            value={state.address}
            onChange={(event) => store.typeAddress(event.target.value)}
          />
        )}
      </Field>
      <AddressFinding state={state} onAgain={store.lookAgain} />
      {/* It comes while one types, and a description that changes is told by few screen readers. */}
      <p className="off-screen" role="status">
        {unknownTenant && problemWords(unknownTenant).title}
      </p>
      {isTenantNeeded && (
        <Field
          name="tenantId"
          label={settingWords.tenantId.label}
          help={words.tenantHelp}
          error={
            (errors.tenantId && refusalWords('tenantId', errors.tenantId)) ??
            (unknownTenant && problemWords(unknownTenant).title)
          }
        >
          {(attributes) => (
            <input
              {...attributes}
              type="text"
              dir="ltr"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              value={state.tenantId}
              onChange={(event) => store.typeTenant(event.target.value)}
            />
          )}
        </Field>
      )}
      <div className="form-actions">
        <button type="submit" className="button is-primary">
          {isConnecting ? words.connecting : words.connect}
        </button>
        <p className="form-outcome is-bad" role="status">
          {problem !== null && problemWords(problem).title}
        </p>
      </div>
    </form>
  );
}
