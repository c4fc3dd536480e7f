/** Letters pushed into each other until they are a blot. */
export function isSqueezed(style: CSSStyleDeclaration, { width }: DOMRect, text: string): boolean {
  const spacing = Number.parseFloat(style.letterSpacing) || 0;
  return spacing < 0 && width < text.trim().length * Number.parseFloat(style.fontSize) * 0.12;
}
