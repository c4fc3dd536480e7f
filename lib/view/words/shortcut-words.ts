import type { Preferences } from '../../config/preferences-record.ts';

type Row = readonly [what: string, keys: string];

const commands: Readonly<Record<string, string>> = {
  _execute_action: 'Press the toolbar button',
  'toggle-panel': 'Open or close the panel',
  'attach-page': 'Attach this page',
  'new-chat': 'New chat',
};

interface Keyboard {
  readonly isMac: boolean;
  readonly sendWith: Preferences['sendWith'];
  /** What opens the chats, as `aria-keyshortcuts` names it. */
  readonly chats: string;
}

/** Of the list of shortcuts. */
export const shortcutWords = {
  title: 'Keyboard shortcuts',
  close: 'Close',
  anywhere: 'Anywhere in the browser',
  here: 'In the panel',
  unset: 'Not set',
  command: (name: string): string => commands[name] ?? name,
  inPanel({ isMac, sendWith, chats }: Keyboard): readonly Row[] {
    const command = isMac ? '⌘' : 'Ctrl';
    const isEnter = sendWith === 'enter';
    return [
      ['Send', isEnter ? 'Enter' : `${command}+Enter`],
      ['New line', isEnter ? 'Shift+Enter' : 'Enter'],
      ['Change the last question', '↑ in an empty box'],
      ['Saved prompts', '/'],
      ['Attach open tabs', '@'],
      ['Close what is on top, cancel an edit, or stop the answer', 'Esc'],
      ['Chats', chats],
      ['Rename or delete a chat', 'F2, Delete'],
      ['Find in this chat', `${command}+F`],
      ['From message to message', '↑, ↓, Home, End'],
      ['This list', '?'],
    ];
  },
} as const;
