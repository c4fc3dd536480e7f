/** ms from when a region is there, and empty, until it says something: what comes with its region is told by few screen readers. */
const soon = 100;
const className = 'off-screen said';

/** Says it once, in what is on top: behind an open dialog nothing is heard. */
export function say(words: string, page: Document = document): void {
  const place = [...page.querySelectorAll('dialog[open]')].at(-1) ?? page.body;
  const region = place.querySelector(':scope > .said') ?? place.appendChild(createRegion(page));
  // The same words again are news, too.
  region.textContent = '';
  setTimeout(() => {
    region.textContent = words;
    // Its dialog was closed before it could speak.
    if (place !== page.body && !region.isConnected) say(words, page);
  }, soon);
}

function createRegion(page: Document): HTMLElement {
  const region = page.createElement('p');
  region.className = className;
  region.setAttribute('role', 'status');
  return region;
}
