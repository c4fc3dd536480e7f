/** Ids of the messages in which the focus is, and in which the selection begins and ends. To be told, a browser lays out the page. */
export function heldMessages(): ReadonlySet<string> {
  const selection = getSelection();
  const ends = selection?.isCollapsed === false ? [selection.anchorNode, selection.focusNode] : [];
  return new Set(
    [document.activeElement, ...ends].map((node) => {
      const element = node instanceof Element ? node : node?.parentElement;
      return element?.closest<HTMLElement>('article')?.dataset['message'] ?? '';
    }),
  );
}
