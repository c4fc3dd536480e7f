import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { isTextField, settingsFields, settingsRecord } from '../../lib/config/settings-record.ts';
import { settingWords } from '../../lib/view/words/setting-words.ts';
import { settings, settingsView } from '../view/settings-view.ts';
import { description, openOptions, press, settle } from './options-page.tsx';

const roles = { text: 'textbox', code: 'textbox', url: 'textbox', choice: 'combobox', switch: 'checkbox' };

describe.each(settingsFields)('the setting %s', (field) => {
  const row = settingsRecord[field];
  const { label, help } = settingWords[field];
  const control = (): HTMLInputElement => screen.getByRole(roles[row.control], { name: label });

  it('has its control, its words, and its name for whatever looks for it', async () => {
    await openOptions();
    expect(control().name).toBe(field);
    expect(description(control())).toBe(help);
  });

  it('is saved as it was typed or chosen', async () => {
    const { port } = await openOptions();
    if (row.control === 'switch') fireEvent.click(control());
    else
      fireEvent.change(control(), {
        target: { value: row.control === 'choice' ? row.choices.at(-1) : 'typed' },
      });
    press('Save');
    const typed = { switch: !row.byDefault, choice: 'choices' in row && row.choices.at(-1) };
    const changed = row.control === 'switch' || row.control === 'choice' ? typed[row.control] : 'typed';
    expect(port.of('settings/save')).toMatchObject([{ settings: settings({ [field]: changed }) }]);
    await settle();
  });

  it('can’t be changed where it is locked, and says why', async () => {
    await openOptions({ settings: settingsView({ locked: [field] }) });
    expect(isTextField(field) ? control().readOnly : control().disabled).toBe(true);
    expect(description(control())).toBe('Set by your organisation');
  });

  it('says beside it why it is refused, and takes the focus', async () => {
    const { port } = await openOptions();
    const errors = { [field]: { code: 'set-by-organisation' } };
    port.answer('settings/save', { ok: true, value: { errors, view: settingsView() } });
    press('Save');
    await settle();
    expect(description(control())).toBe(`Set by your organisation. ${help}`);
    expect(document.activeElement).toBe(control());
  });
});
