import { describe, expect, expectTypeOf, it } from 'vitest';
import { preferencesRows } from '../../lib/messaging/preferences-rows.ts';
import { activityRows } from '../../lib/messaging/activity-rows.ts';
import { accountRows } from '../../lib/messaging/account-rows.ts';
import type { Account } from '../../lib/messaging/account-shapes.ts';
import { chatRows } from '../../lib/messaging/chat-rows.ts';
import { commands, readCommand, type CommandName, type NameFrom } from '../../lib/messaging/commands.ts';
import { dataRows } from '../../lib/messaging/data-rows.ts';
import { handOffRows } from '../../lib/messaging/hand-off-rows.ts';
import { maskingRows } from '../../lib/messaging/masking-rows.ts';
import { messageRows } from '../../lib/messaging/message-rows.ts';
import type { PagePort } from '../../lib/messaging/page-port.ts';
import { pageRows } from '../../lib/messaging/page-rows.ts';
import { panelRows } from '../../lib/messaging/panel-rows.ts';
import { placeRows } from '../../lib/messaging/place-rows.ts';
import { platformChatRows } from '../../lib/messaging/platform-chat-rows.ts';
import { portRows } from '../../lib/messaging/port-rows.ts';
import { promptRows } from '../../lib/messaging/prompt-rows.ts';
import { settingsRows } from '../../lib/messaging/settings-rows.ts';
import { returnRows } from '../../lib/messaging/return-rows.ts';
import { siteRows } from '../../lib/messaging/site-rows.ts';
import { transferRows } from '../../lib/messaging/transfer-rows.ts';
import type { Problem } from '../../lib/shared/problem.ts';
import { fail, ok, type Result } from '../../lib/shared/result.ts';

const names = Object.keys(commands) as CommandName[];
const having = (has: (name: CommandName) => boolean): CommandName[] => names.filter(has).toSorted();

describe('the table of commands', () => {
  it('has each of them once, whichever file it stands in', () => {
    const rows = [
      portRows,
      panelRows,
      messageRows,
      returnRows,
      platformChatRows,
      chatRows,
      pageRows,
      placeRows,
      handOffRows,
      accountRows,
      settingsRows,
      dataRows,
      activityRows,
      preferencesRows,
      transferRows,
      promptRows,
      siteRows,
      maskingRows,
    ];
    expect(rows.flatMap((some) => Object.keys(some)).toSorted()).toEqual(names.toSorted());
  });

  it('lets the settings page ask for nothing of a conversation but to carry all along, and the panel for nothing of the settings', () => {
    expect(having((name) => commands[name].ports.length === 2)).toEqual([
      'account/read',
      'account/register',
      'account/sign-in',
      'account/sign-out',
      'account/sso',
      'heartbeat',
      'prompts/read',
      'sites/agreed',
      'transfer/list',
      'transfer/read',
      'transfer/take',
    ]);
    expect(having((name) => !commands[name].ports.some((port) => port === 'panel'))).toEqual([
      'activity/clear',
      'activity/read',
      'data/erase',
      'data/keep',
      'data/read',
      'log/level',
      'log/read',
      'masking/choose',
      'masking/read',
      'preferences/change',
      'preferences/read',
      'profile/use',
      'prompts/remove',
      'prompts/save',
      'settings/read',
      'settings/remove',
      'settings/save',
      'settings/stop-test',
      'settings/test',
    ]);
  });

  it('keeps the order of all that changes messages, answers and chats', () => {
    // A pasted text is put behind the one before it, and a message behind the chat that it is sent in.
    const ordered = [
      'conversation/new',
      'conversation/temporary',
      ...Object.keys(messageRows),
      ...Object.keys(returnRows),
      ...Object.keys(chatRows),
      'page/paste',
    ];
    expect(having((name) => commands[name].isOrdered === true)).toEqual(
      ordered.filter((name) => name !== 'chats/list').toSorted(),
    );
  });

  it('binds to the conversation on screen all that changes or reads it, but for its draft', () => {
    expect(having((name) => commands[name].screen === 'same')).toEqual(
      [
        ...Object.keys(messageRows),
        ...Object.keys(returnRows),
        ...Object.keys(pageRows),
        ...Object.keys(placeRows),
        'hand-off/take',
        'history/earlier',
      ].toSorted(),
    );
    expect(having((name) => commands[name].screen === 'any')).toEqual([
      'connection/details',
      'connection/reconnect',
      'panel/resync',
      'problem/dismiss',
    ]);
  });
});

describe('a command is read', () => {
  it('with what its row knows, and no more', () => {
    const said = { type: 'draft/save', text: 'Why?', whose: 'everybody' };
    expect(readCommand('panel', said)).toEqual(ok({ type: 'draft/save', text: 'Why?' }));
  });

  it.each([...names, '__proto__', 'constructor', 'hasOwnProperty', ''])(
    '%s on the panel’s port, and on the options’, or not at all',
    (type) => {
      for (const port of ['panel', 'options'] as const) {
        const isThere = Object.hasOwn(commands, type);
        const may = isThere && commands[type as CommandName].ports.some((allowed) => allowed === port);
        const read = readCommand(port, { type });
        if (may) expect(read.ok || read.failure === 'unreadable').toBe(true);
        else expect(read).toEqual(fail(isThere ? 'wrong-port' : 'unknown'));
      }
    },
  );
});

it('a request has the type of its own reply, and a page no request for what it may not ask', () => {
  type Panel = PagePort<NameFrom<'panel'>>['request'];
  const typed = (request: Panel) => [
    request({ type: 'account/read' }),
    request({ type: 'draft/save', text: '' }),
    // @ts-expect-error The settings are not the panel's.
    request({ type: 'settings/read' }),
    // @ts-expect-error A draft is text.
    request({ type: 'draft/save' }),
    // @ts-expect-error It would be lost on its way.
    request({ type: 'heartbeat', text: '' }),
  ];
  expectTypeOf(typed).returns.toExtend<readonly Promise<Result<unknown, Problem>>[]>();
  const accountOf = (request: Panel) => request({ type: 'account/read' });
  expectTypeOf(accountOf).returns.toEqualTypeOf<Promise<Result<Account, Problem>>>();
  expect(typed).toBeTypeOf('function');
});
