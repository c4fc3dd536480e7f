// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { Copy } from 'lucide-react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Field } from '../../components/common/Field.tsx';
import { IconButton } from '../../components/common/IconButton.tsx';
import { ProblemAlert } from '../../components/common/ProblemAlert.tsx';
import { buttonsOf } from './panel-page.tsx';

afterEach(cleanup);

describe('a field', () => {
  function draw(props: Partial<Parameters<typeof Field>[0]>): {
    control: HTMLElement;
    text: string;
    classes: string;
  } {
    const { container } = render(
      <Field name="url" label="API URL" {...props}>
        {(attributes) => <input {...attributes} />}
      </Field>,
    );
    const control = screen.getByLabelText('API URL');
    const described = (control.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
    return {
      control,
      text: described.map((id) => document.getElementById(id)?.textContent).join(' | '),
      classes: container.firstElementChild?.className ?? '',
    };
  }

  it.each([
    [{}, '', 'field', 'false'],
    [{ help: 'How to' }, 'How to', 'field', 'false'],
    [{ error: 'No such thing' }, 'No such thing', 'field is-refused', 'true'],
    [{ help: 'How to', error: 'No such thing' }, 'No such thing | How to', 'field is-refused', 'true'],
    [{ lock: 'Set by Acme' }, 'Set by Acme', 'field is-locked', 'false'],
    [{ lock: 'Set by Acme', help: 'How to' }, 'Set by Acme', 'field is-locked', 'false'],
    [{ isCheck: true }, '', 'field is-check', 'false'],
    [{ isCheck: true, error: 'No', lock: 'Set' }, 'No | Set', 'field is-check is-refused is-locked', 'true'],
  ])('with %j is described by %j', (props, words, classes, isInvalid) => {
    const drawn = draw(props);
    expect(drawn.text).toBe(words);
    expect(drawn.classes).toBe(classes);
    expect(drawn.control.getAttribute('aria-invalid')).toBe(isInvalid);
    expect(drawn.control.getAttribute('name')).toBe('url');
    expect(drawn.control.hasAttribute('aria-describedby')).toBe(words !== '');
    expect(document.querySelectorAll('p')).toHaveLength(words === '' ? 0 : words.split(' | ').length);
  });

  it('has a lock beside the reason, and beside no help', () => {
    draw({ help: 'How to' });
    expect(document.querySelector('.field-help svg')).toBeNull();
    cleanup();
    draw({ lock: 'Set by Acme' });
    expect(document.querySelector('.field-help svg')).not.toBeNull();
  });

  it('has other ids than its neighbour of the same name', () => {
    render(
      <>
        <Field name="a" label="A" help="a">
          {(attributes) => <input {...attributes} />}
        </Field>
        <Field name="a" label="B" help="b">
          {(attributes) => <input {...attributes} />}
        </Field>
      </>,
    );
    expect(screen.getByLabelText('A').id).not.toBe(screen.getByLabelText('B').id);
  });
});

describe('a button with an icon', () => {
  it('is named and explained by its label, with words beside the icon only where it has some', () => {
    const onPress = vi.fn();
    render(<IconButton label="Copy" icon={Copy} onPress={onPress} />);
    const button = screen.getByRole('button', { name: 'Copy' });
    expect([button.title, button.className, button.textContent]).toEqual(['Copy', 'icon-button', '']);
    expect(button.querySelector('span')).toBeNull();
    fireEvent.click(button);
    expect(onPress).toHaveBeenCalledOnce();
  });

  it('takes words, a class and its place in the way of the Tab key', () => {
    render(
      <IconButton
        label="Copy"
        icon={Copy}
        onPress={() => undefined}
        text="Copy it"
        className="big"
        tabIndex={-1}
      />,
    );
    const button = screen.getByRole('button', { name: 'Copy' });
    expect([button.className, button.textContent, button.tabIndex]).toEqual([
      'icon-button big',
      'Copy it',
      -1,
    ]);
  });
});

describe('an alert', () => {
  it('has the words that it is given, or else the usual ones', () => {
    const told = {
      title: 'Other words',
      body: 'B',
      action: { kind: 'reconnect', label: 'Go' },
      quotation: null,
    } as const;
    const { rerender } = render(
      <ProblemAlert problem={{ code: 'join-timeout' }} onAction={() => undefined} />,
    );
    expect(screen.getByRole('alert').textContent).toContain('Joining the conversation took too long');
    rerender(<ProblemAlert problem={{ code: 'join-timeout' }} told={told} onAction={() => undefined} />);
    expect(screen.getByRole('alert').textContent).toBe('Other wordsBGo');
  });

  it('says which action was pressed, and is put away by another button, where it may be', () => {
    const onAction = vi.fn();
    const onDismiss = vi.fn();
    const { rerender } = render(
      <ProblemAlert problem={{ code: 'join-timeout' }} onAction={onAction} onDismiss={onDismiss} />,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Reconnect now' }));
    expect(onAction).toHaveBeenCalledExactlyOnceWith('reconnect');
    expect(onDismiss).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(onDismiss).toHaveBeenCalledOnce();
    rerender(<ProblemAlert problem={{ code: 'join-timeout' }} onAction={onAction} />);
    expect(buttonsOf(screen.getByRole('alert'))).toEqual(['Reconnect now']);
  });
});
