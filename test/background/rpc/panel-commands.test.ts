import { describe, expect, it } from 'vitest';
import type { PanelCommand } from '../../../lib/background/rpc/panel-commands.ts';
import type { Problem } from '../../../lib/shared/problem.ts';
import { StorageError } from '../../../lib/shared/storage-error.ts';
import { attachment, put, question } from '../../storage/records.ts';
import { done, openFixture } from './panel-fixture.ts';

const id = '7a0f3f86-1d2c-4d5b-9a53-0f1f2f3f4f5f';

const send = (changes: Partial<Extract<PanelCommand, { type: 'message/send' }>> = {}): PanelCommand => ({
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

  it('takes no empty message, but a page without words', async () => {
    const { store, events, perform } = await openFixture();
    expect(await perform(send({ text: ' \n\t' }))).toEqual(failed('message-rejected'));
    await store.saveDraft('c', { attachment });
    expect(await perform(send({ text: '', attachment: { id: attachment.id, revision: 1 } }))).toEqual(done);
    expect(events).toHaveLength(1);
  });
});

describe('the page in the draft', () => {
  it('is captured in the panel’s own window, kept and shown', async () => {
    const { store, perform, services } = await openFixture();
    expect(await perform({ type: 'page/attach' })).toEqual({ ok: true, value: attachment });
    expect(services.capture).toHaveBeenCalledExactlyOnceWith(3);
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
    expect((await store.draft('c')).attachment).toEqual({ ...attachment, text: 'Less.', revision: 2 });
    expect(await perform({ type: 'page/edit', id: 'another', text: 'x' })).toEqual(failed('page-changed'));
  });

  it('is taken away', async () => {
    const { store, perform } = await openFixture();
    await store.saveDraft('c', { attachment });
    await perform({ type: 'page/remove', id: attachment.id });
    expect((await store.draft('c')).attachment).toBeNull();
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

  it('of the heart only beats', async () => {
    const { panel, perform, services } = await openFixture();
    panel.shown = () => null;
    expect(await perform({ type: 'heartbeat' })).toEqual(done);
    expect(services.open).not.toHaveBeenCalled();
  });
});
