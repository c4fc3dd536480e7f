import type { HandOffEvent } from '../../lib/shared/hand-off.ts';
import type { ComposingPanel } from './composing-panel.ts';
import type { Flow, FlowOptions } from './harness.ts';

/* A page in front of window 1, and requests about it. */
export const storyTab = { id: 7, url: 'https://news.example.test/story', title: 'A story' };
export const story = {
  title: 'A story',
  url: storyTab.url,
  text: 'It was a dark night.',
  pageLength: 20,
  source: 'article',
};

/** @param read what the reader finds there */
export function storyPages(read: () => unknown = () => story): FlowOptions {
  return {
    pageAccess: { activeTab: () => Promise.resolve(storyTab), runReader: () => Promise.resolve(read()) },
  };
}

/** As the browser tells the background. */
export function askedOutside(flow: Flow, event: Partial<HandOffEvent> = {}): Promise<void> {
  return flow.startWorker().background.handedOff({ windowId: 1, entry: 'page', ...event });
}

/** How many requests no panel has taken. */
export async function waitingRequests(flow: Flow): Promise<number> {
  return Object.keys(await flow.items.handOffs.read()).length;
}

export const isStanding = ({ panel }: ComposingPanel): boolean => panel.store.state().conversation !== null;
export const attachedStory = ({ panel }: ComposingPanel) => panel.store.state().attachment;
