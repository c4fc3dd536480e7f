/** ms from when a region is there, and empty, until it says something: what comes with its region is told by few screen readers. */
const soon = 100;
const className = 'off-screen said';

/** Says it once, in what is on top: behind an open dialog nothing is heard. */
export function say(words: string): void {
  const place = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  const region = place.querySelector(':scope > .said') ?? place.appendChild(createRegion());
  // The same words again are news, too.
  region.textContent = '';
  setTimeout(() => {
    if (region.isConnected) region.textContent = words;
    // Its dialog was closed before it could speak.
    else say(words);
  }, soon);
}

function createRegion(): HTMLElement {
  const region = document.createElement('p');
  region.className = className;
  region.setAttribute('role', 'status');
  return region;
}
