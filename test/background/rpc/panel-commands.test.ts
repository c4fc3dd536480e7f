import { describe, expect, it, vi } from 'vitest';
import type { CommandOf } from '../../../lib/messaging/commands.ts';
import type { Problem } from '../../../lib/shared/problem.ts';
import { StorageError } from '../../../lib/shared/storage-error.ts';
import { attachment, put, question } from '../../storage/records.ts';
import { done, openFixture, type PanelCommand } from './panel-fixture.ts';

const id = '7a0f3f86-1d2c-4d5b-9a53-0f1f2f3f4f5f';

const send = (changes: Partial<CommandOf<'message/send'>> = {}): PanelCommand => ({
  type: 'message/send',
  id,
  text: 'Why?',
  attachment: null,
  ...changes,
});

const failed = (code: Problem['code']) => ({ ok: false, failure: expect.objectContaining({ code }) });

describe('sending', () => {
  it('hands the message with its page to the session, which spends the draft', async () => {
    const { store, events, perform, services } = await openFixture();
    await store.saveDraft('c', { text: 'Why?', attachment });
    expect(await perform(send({ attachment: { id: attachment.id, revision: 1 } }))).toEqual(done);
    expect(events).toEqual([
      {
        type: 'sent',
        message: { role: 'user', id, text: 'Why?', attachments: [attachment], createdAt: 5 },
        spent: [attachment.id],
      },
    ]);
    expect(services.publishAttachment).toHaveBeenCalledExactlyOnceWith('c', null);
  });

  it('leaves a page on screen that was not sent along', async () => {
    const { store, perform, services } = await openFixture();
    await store.saveDraft('c', { text: 'Why?', attachment });
    await perform(send());
    expect(services.publishAttachment).not.toHaveBeenCalled();
  });

  it('is refused where the message could not be stored, and can be asked for again', async () => {
    const { store, events, perform, refuse } = await openFixture();
    await store.saveDraft('c', { text: 'Why?', attachment });
    refuse({ code: 'storage-full' });
    const sent = send({ attachment: { id: attachment.id, revision: 1 } });
    expect(await perform(sent)).toEqual(failed('storage-full'));
    expect(await store.draft('c')).toEqual({ text: 'Why?', attachment });
    await perform(sent);
    expect(events).toHaveLength(2);
  });

  it('is done once, however often one worker is asked', async () => {
    const { events, perform } = await openFixture();
    expect(await Promise.all([perform(send()), perform(send())])).toEqual([done, done]);
    expect(await perform(send())).toEqual(done);
    expect(events).toHaveLength(1);
  });

  it.each(['queued', 'sending', 'sent', 'failed'] as const)(
    'asked again of the next worker is done already where the message is stored, %s',
    async (status) => {
      const { store, events, perform } = await openFixture();
      await store.apply('c', [put(question({ id, status }))], 5);
      await store.saveDraft('c', { text: 'the next one' });
      expect(await perform(send(), true)).toEqual(done);
      expect(events).toEqual([]);
      expect((await store.draft('c')).text).toBe('the next one');
    },
  );

  it('asked again of the next worker is done where the first one stored nothing', async () => {
    const { events, perform } = await openFixture();
    expect(await perform(send(), true)).toEqual(done);
    expect(events).toHaveLength(1);
  });

  it.each([
    ['was edited since', { id: attachment.id, revision: 2 }],
    ['is an older revision', { id: attachment.id, revision: 0 }],
    ['is another', { id: 'another', revision: 1 }],
  ])('is refused where the page on screen %s', async (_name, named) => {
    const { store, events, perform } = await openFixture();
    await store.saveDraft('c', { text: 'Why?', attachment });
    expect(await perform(send({ attachment: named }))).toEqual(failed('page-changed'));
    expect(events).toEqual([]);
    expect(await store.draft('c')).toEqual({ text: 'Why?', attachment });
  });

  it('is refused where the page on screen was removed since', async () => {
    const { events, perform } = await openFixture();
    expect(await perform(send({ attachment: { id: attachment.id, revision: 1 } }))).toEqual(
      failed('page-changed'),
    );
    expect(events).toEqual([]);
  });

  it('takes a text up to the tenant’s limit, and no longer', async () => {
    const { events, perform } = await openFixture();
    expect(await perform(send({ text: 'x'.repeat(20) }))).toEqual(done);
    expect(await perform(send({ id: crypto.randomUUID(), text: 'x'.repeat(21) }))).toEqual({
      ok: false,
      failure: { code: 'message-too-long', subject: '20' },
    });
    expect(events).toHaveLength(1);
  });

  it('takes the message as well-formed Unicode, to be stored, sent and looked for as one text', async () => {
    const { events, perform } = await openFixture();
    expect(await perform(send({ text: 'a\udc00 \ud83d\ude00 b\ud83d' }))).toEqual(done);
    expect(events).toMatchObject([{ message: { text: 'a\ufffd 😀 b\ufffd' } }]);
  });

  it('takes no empty message, but a page without words', async () => {
    const { store, events, perform } = await openFixture();
    expect(await perform(send({ text: ' \n\t' }))).toEqual(failed('message-rejected'));
    await store.saveDraft('c', { attachment });
    expect(await perform(send({ text: '', attachment: { id: attachment.id, revision: 1 } }))).toEqual(done);
    expect(events).toHaveLength(1);
  });
});

describe('a message that is changed while it waits', () => {
  const waiting = async (attachments = 0) => {
    const { attachments: pages, ...queued } = question({ status: 'queued', attachments });
    const fixture = await openFixture({ queue: [{ ...queued, attachments: pages }] });
    return {
      ...fixture,
      edit: (text: string, messageId = 'q1') => fixture.perform({ type: 'message/edit', messageId, text }),
    };
  };

  it('is taken up to the tenant’s limit, and no longer', async () => {
    const { events, edit } = await waiting();
    expect(await edit('x'.repeat(20))).toEqual(done);
    expect(await edit('x'.repeat(21))).toEqual({
      ok: false,
      failure: { code: 'message-too-long', subject: '20' },
    });
    expect(events).toEqual([{ type: 'edited', messageId: 'q1', text: 'x'.repeat(20) }]);
  });

  it('is not emptied, unless a page stays in it', async () => {
    const { events, edit } = await waiting();
    expect(await edit(' \n\t')).toEqual(failed('message-rejected'));
    expect(events).toEqual([]);
    const withPage = await waiting(1);
    expect(await withPage.edit('')).toEqual(done);
    expect(withPage.events).toEqual([{ type: 'edited', messageId: 'q1', text: '' }]);
  });

  it('is well-formed Unicode from then on', async () => {
    const { events, edit } = await waiting();
    expect(await edit('a\ud83d b')).toEqual(done);
    expect(events).toEqual([{ type: 'edited', messageId: 'q1', text: 'a\ufffd b' }]);
  });

  it('is nobody’s any more once it is on its way: the core says so, by saying nothing', async () => {
    const { events, edit } = await waiting();
    expect(await edit('late', 'q0')).toEqual(done);
    expect(events).toEqual([{ type: 'edited', messageId: 'q0', text: 'late' }]);
  });
});

describe('the page in the draft', () => {
  it('is captured in the panel’s own window, kept and shown', async () => {
    const { store, perform, services } = await openFixture();
    expect(await perform({ type: 'page/attach' })).toEqual({ ok: true, value: attachment });
    expect(services.capture).toHaveBeenCalledExactlyOnceWith(
      3,
      expect.any(Function),
      undefined,
      expect.any(Function),
    );
    expect((await store.draft('c')).attachment).toEqual(attachment);
    expect(services.publishAttachment).toHaveBeenCalledExactlyOnceWith('c', attachment);
  });

  it('stays as it was where the capture failed', async () => {
    const { store, perform, services } = await openFixture();
    await store.saveDraft('c', { attachment });
    services.capture.mockResolvedValue({ ok: false, failure: { code: 'page-empty' } });
    expect(await perform({ type: 'page/attach' })).toEqual(failed('page-empty'));
    expect((await store.draft('c')).attachment).toEqual(attachment);
  });

  it('gets another revision with each edit, and only while it is the one on screen', async () => {
    const { store, perform } = await openFixture();
    await store.saveDraft('c', { attachment });
    await perform({ type: 'page/edit', id: attachment.id, text: 'Less.' });
    expect((await store.draft('c')).attachment).toEqual({
      ...attachment,
      text: 'Less.',
      revision: 2,
      isEdited: true,
      original: attachment.text,
    });
    expect(await perform({ type: 'page/edit', id: 'another', text: 'x' })).toEqual(failed('page-changed'));
  });

  it('is edited into well-formed Unicode, which the preview is told', async () => {
    const { store, perform, services } = await openFixture();
    await store.saveDraft('c', { attachment });
    await perform({ type: 'page/edit', id: attachment.id, text: 'half \ud83d' });
    const edited = {
      ...attachment,
      text: 'half \ufffd',
      revision: 2,
      isEdited: true,
      original: attachment.text,
    };
    expect((await store.draft('c')).attachment).toEqual(edited);
    expect(services.publishAttachment).toHaveBeenCalledExactlyOnceWith('c', edited);
  });

  it('is what was captured again, once its changes are undone', async () => {
    const { store, perform } = await openFixture();
    await store.saveDraft('c', { attachment });
    const edit = (text: string) => perform({ type: 'page/edit', id: attachment.id, text });
    await edit('Less.');
    await edit('Lesser.');
    expect((await store.draft('c')).attachment).toMatchObject({ isEdited: true, original: attachment.text });
    await edit(attachment.text);
    expect((await store.draft('c')).attachment).toEqual({ ...attachment, revision: 4 });
  });

  it('is not replaced where the user has changed it, but by name', async () => {
    const { store, perform, services } = await openFixture();
    await store.saveDraft('c', { attachment });
    await perform({ type: 'page/edit', id: attachment.id, text: 'Less.' });
    const isThere = async () => (await store.draft('c')).attachment?.text;
    for (const replaces of [undefined, 'another']) {
      const asked = { type: 'page/attach', ...(replaces === undefined ? {} : { replaces }) } as const;
      expect(await perform(asked)).toEqual(failed('page-edited'));
    }
    await store.apply('c', [put(question({ id: 'with', attachments: 1 }))], 5);
    expect(await perform({ type: 'page/reuse', messageId: 'with' })).toEqual(failed('page-edited'));
    expect(await isThere()).toBe('Less.');
    expect(services.capture).not.toHaveBeenCalled();
    expect(await perform({ type: 'page/attach', replaces: attachment.id })).toMatchObject({ ok: true });
    expect(await isThere()).toBe(attachment.text);
  });

  it('leaves without what the user took out of it', async () => {
    const { store, perform, events } = await openFixture();
    await store.saveDraft('c', { attachment });
    await perform({ type: 'page/edit', id: attachment.id, text: 'Less.' });
    await perform(send({ attachment: { id: attachment.id, revision: 2 } }));
    const sent = { ...attachment, text: 'Less.', revision: 2, isEdited: true };
    expect(events).toMatchObject([{ type: 'sent', message: { attachments: [sent] } }]);
    expect(JSON.stringify(events)).not.toContain(attachment.text);
  });

  it('is taken away', async () => {
    const { store, perform } = await openFixture();
    await store.saveDraft('c', { attachment });
    await perform({ type: 'page/remove', id: attachment.id });
    expect((await store.draft('c')).attachment).toBeNull();
  });
});

describe('the draft', () => {
  it('is stored with the conversation that was on screen, whatever is there now, and by no panel', async () => {
    const { store, panel, perform, services } = await openFixture();
    panel.conversationId = () => 'another';
    panel.shown = () => null;
    expect(await perform({ type: 'draft/save', text: 'last words' }, false, 'c')).toEqual(done);
    expect((await store.draft('c')).text).toBe('last words');
    expect(services.open).not.toHaveBeenCalled();
  });

  it('of a conversation that was deleted is not made anew', async () => {
    const { store, perform } = await openFixture();
    expect(await perform({ type: 'draft/save', text: 'last words' }, false, 'gone')).toEqual(done);
    expect((await store.draft('gone')).text).toBe('');
  });

  it('of a panel that had none on screen yet is stored with what it opens', async () => {
    const { store, panel, perform, services } = await openFixture();
    let isOpen = false;
    panel.conversationId = () => (isOpen ? 'c' : null);
    services.open.mockImplementation(async () => void (isOpen = true));
    expect(await perform({ type: 'draft/save', text: 'first words' })).toEqual(done);
    expect((await store.draft('c')).text).toBe('first words');
  });

  it('that no conversation can be had for is refused', async () => {
    const { panel, perform } = await openFixture();
    panel.conversationId = () => null;
    expect(await perform({ type: 'draft/save', text: 'x' })).toEqual(failed('internal'));
  });
});

describe('a command', () => {
  it('that overtook the first snapshot opens the panel first', async () => {
    const { panel, perform, services } = await openFixture();
    const { shown } = panel;
    let isOpen = false;
    panel.shown = () => (isOpen ? shown() : null);
    services.open.mockImplementation(async () => void (isOpen = true));
    expect(await perform(send())).toEqual(done);
    expect(services.open).toHaveBeenCalledExactlyOnceWith(panel);
  });

  it('that finds nothing shown even then is refused', async () => {
    const { panel, perform } = await openFixture();
    panel.shown = () => null;
    expect(await perform(send())).toEqual(failed('internal'));
  });

  it('fails as a problem, and never as a rejection', async () => {
    const { panel, perform, services } = await openFixture();
    panel.shown = () => null;
    services.open.mockRejectedValue(new StorageError('full'));
    services.openNew.mockRejectedValue(new StorageError('failed'));
    expect(await perform(send())).toEqual(failed('storage-full'));
    expect(await perform({ type: 'panel/open' })).toEqual(failed('storage-full'));
    expect(await perform({ type: 'conversation/new' })).toEqual(failed('storage-failed'));
  });

  it.each<PanelCommand>([
    send(),
    { type: 'message/retry', messageId: 'q1', newId: id },
    { type: 'message/edit', messageId: 'q1', text: 'x' },
    { type: 'message/remove', messageId: 'q1' },
    { type: 'message/recall', messageId: 'q1' },
    { type: 'answer/stop' },
    { type: 'page/attach' },
    { type: 'page/edit', id: attachment.id, text: 'x' },
    { type: 'page/remove', id: attachment.id },
    { type: 'history/earlier', before: 9 },
  ])('$type does nothing to another conversation than was on screen', async (command) => {
    const { store, events, perform, services } = await openFixture();
    await store.apply('c', [put(question({ status: 'queued' }))], 5);
    await store.saveDraft('c', { text: 'Why?', attachment });
    expect(await perform(command, false, 'another')).toEqual(failed('conversation-changed'));
    expect(events).toEqual([]);
    expect(await store.draft('c')).toEqual({ text: 'Why?', attachment });
    expect(services.capture).not.toHaveBeenCalled();
    // Nothing is gone: the panel stays where it is.
    expect(services.replaceGone).not.toHaveBeenCalled();
  });

  it.each<[PanelCommand, string[]]>([
    [{ type: 'connection/reconnect' }, ['reconnect-asked']],
    [{ type: 'problem/dismiss' }, ['problem-dismissed']],
    [{ type: 'panel/resync' }, []],
  ])('%o is about the panel, whatever it shows', async (command, types) => {
    const { panel, events, perform, services } = await openFixture();
    expect(await perform(command, false, 'another')).toEqual(done);
    expect(events.map(({ type }) => type)).toEqual(types);
    expect(panel.resync).toHaveBeenCalledTimes(types.length === 0 ? 1 : 0);
    expect(services.dismissUnsent).toHaveBeenCalledTimes(command.type === 'problem/dismiss' ? 1 : 0);
  });

  it('that puts a problem away tells the session before it waits: what is asked for next may bring another problem', async () => {
    const { events, perform, services, refuse } = await openFixture();
    let end = (): void => undefined;
    services.dismissUnsent.mockReturnValue(new Promise((resolve) => (end = resolve)));
    refuse({ code: 'storage-failed' });
    const answered = perform({ type: 'problem/dismiss' });
    await vi.waitFor(() => expect(services.dismissUnsent).toHaveBeenCalledOnce());
    expect(events).toEqual([{ type: 'problem-dismissed' }]);
    end();
    expect(await answered).toEqual(failed('storage-failed'));
  });

  it('is refused where what is unsent could not be forgotten', async () => {
    const { perform, services } = await openFixture();
    services.dismissUnsent.mockRejectedValue(new StorageError('full'));
    expect(await perform({ type: 'problem/dismiss' })).toEqual(failed('storage-full'));
  });

  it('that sends to a conversation which was deleted goes on with another one', async () => {
    const { panel, perform, services, refuse } = await openFixture();
    refuse({ code: 'conversation-changed' });
    expect(await perform(send())).toEqual(failed('conversation-changed'));
    expect(services.replaceGone).toHaveBeenCalledExactlyOnceWith(panel, panel.shown()?.workspace);
  });

  it('of the heart only beats', async () => {
    const { panel, perform, services } = await openFixture();
    panel.shown = () => null;
    expect(await perform({ type: 'heartbeat' })).toEqual(done);
    expect(services.open).not.toHaveBeenCalled();
  });
});
