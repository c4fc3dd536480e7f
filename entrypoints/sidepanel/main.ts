import { readKept } from '../../lib/shared/page-storage.ts';
import { keptPlaceKey } from '../../lib/view/kept-place.ts';
import { keepEarlyGestures } from './early-gestures.ts';

/** ms. A page that isn't on screen gets no frames, and is to start all the same. */
const longestWait = 100;

/** After the page was painted as the build has drawn it: it can be typed into from then on, while the rest is being read. */
const painted = new Promise<void>((resolve) => {
  setTimeout(resolve, longestWait);
  requestAnimationFrame(() => setTimeout(resolve));
});

async function start(root: HTMLElement): Promise<void> {
  const early = keepEarlyGestures(root);
  // Read by the time that there is something to go back to; whoever needs it says what is wrong with it.
  const kept = readKept('sessionStorage', keptPlaceKey);
  if (kept !== null)
    // It is asked for again by whoever needs it, and told by that.
    import('../../components/transcript/keep-place.ts').catch(() => undefined);
  await painted;
  const { mount } = await import('./panel.tsx');
  early.replay(await mount(root, kept));
}

const root = document.getElementById('root');
if (root) void start(root);
