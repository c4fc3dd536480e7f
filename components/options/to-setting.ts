/** Puts the focus into the control of that name; what is folded away can't take it, so it is opened first. */
export function toSetting(name: string): void {
  const box = document.querySelector<HTMLElement>(`:is(.connection-form, .profile-bar) [name="${name}"]`);
  const fold = box?.closest('details');
  if (fold) fold.open = true;
  box?.focus();
}
