/** Whether shortcuts are made with Apple's keys here. Known in the browser alone: the build draws the panel, too. */
export function isMac(): boolean {
  return /Mac|iP(?:hone|ad)/.test(navigator.platform);
}
