import type { Attachment } from '../../lib/shared/conversation.ts';

export const page: Attachment = {
  id: 'page',
  revision: 1,
  title: 'Tides',
  url: 'https://example.com/tides',
  text: 'High and low.',
  pageLength: 13,
  source: 'article',
  capturedAt: '2026-01-01T00:00:00.000Z',
};
