type Press = Pick<
  KeyboardEvent,
  'key' | 'keyCode' | 'isComposing' | 'defaultPrevented' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'
>;

const typedInto = 'input, textarea, select, [contenteditable]';

/** What a key means wherever in the panel it is pressed. null: it is another's, as of what lies open on top. */
export function panelKey(press: Press): 'back' | 'list-shortcuts' | null {
  const { key, keyCode, isComposing, defaultPrevented, ctrlKey, metaKey, altKey, target } = press;
  // 229: for an input method.
  if (defaultPrevented || isComposing || keyCode === 229 || ctrlKey || metaKey || altKey) return null;
  if (key === 'Escape') return isSomethingOnTop() ? null : 'back';
  const isTyping = target instanceof Element && target.matches(typedInto);
  return key === '?' && !isTyping ? 'list-shortcuts' : null;
}

/** The browser closes what is on top itself, after the key was told. */
function isSomethingOnTop(): boolean {
  return document.querySelector('dialog[open], [popover]:popover-open') !== null;
}
