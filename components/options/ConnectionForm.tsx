import { useRef, type ReactElement } from 'react';
import {
  fields,
  type OptionsState,
  type OptionsStore,
  type SettingsField,
} from '../../lib/view/options-store.ts';
import { words } from '../../lib/view/words.ts';
import { Field } from './Field.tsx';

const help: Record<SettingsField, string> = {
  apiUrl: words.options.apiUrlHelp,
  wsUrl: words.options.wsUrlHelp,
  tenantId: words.options.tenantIdHelp,
  protocol: words.options.protocolHelp,
};

export function ConnectionForm({ store, state }: { store: OptionsStore; state: OptionsState }): ReactElement {
  const form = useRef<HTMLFormElement>(null);
  const { settings, errors, derivedWsUrl, saving } = state;

  const save = async (): Promise<void> => {
    const refused = await store.save();
    if (refused === null) return;
    form.current?.querySelector<HTMLElement>(`[name="${refused}"]`)?.focus();
  };

  return (
    <form
      ref={form}
      className="card"
      aria-label={words.options.connection}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2>{words.options.connection}</h2>
      {fields.map((field) => (
        <Field key={field} name={field} label={words.options[field]} help={help[field]} error={errors[field]}>
          {(attributes) =>
            field === 'protocol' ? (
              <select
                {...attributes}
                value={settings?.protocol ?? 'v3'}
                onChange={(event) => store.type(field, event.target.value)}
              >
                <option value="v3">{words.options.protocols.v3}</option>
              </select>
            ) : (
              <input
                {...attributes}
                type="text"
                inputMode={field === 'tenantId' ? 'text' : 'url'}
                dir="ltr"
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                readOnly={settings === null}
                placeholder={field === 'wsUrl' ? (derivedWsUrl ?? '') : ''}
                value={settings?.[field] ?? ''}
                onChange={(event) => store.type(field, event.target.value)}
              />
            )
          }
        </Field>
      ))}
      <div className="form-actions">
        <button type="submit" className="button is-primary">
          {saving === 'running' ? words.options.saving : words.options.save}
        </button>
        <p className={saving === 'refused' ? 'form-outcome is-bad' : 'form-outcome'} role="status">
          {saving === 'saved' && words.options.saved}
          {saving === 'refused' && words.options.refused}
        </p>
      </div>
    </form>
  );
}
