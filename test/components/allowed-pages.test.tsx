import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { attachedPage } from '../view/messages.ts';
import { openPanel, press, settle, type OpenedPanel } from './panel-page.tsx';

const origin = 'https://port.test';
const closed = {
  ok: false,
  failure: { code: 'page-unreadable', reason: 'viewer-access', origin, subject: 'report.pdf' },
} as const;

async function refused(allows: boolean): Promise<OpenedPanel> {
  const panel = openPanel();
  panel.askAccess.mockResolvedValue(allows);
  panel.port.answer('page/attach', closed);
  press('Attach this page');
  await settle();
  await settle();
  expect(screen.getByRole('alert').textContent).toContain('allow access to port.test');
  expect(panel.askAccess).not.toHaveBeenCalled();
  panel.port.answer('page/attach', { ok: true, value: attachedPage() });
  return panel;
}

describe('a page whose site has to be allowed first', () => {
  it('has the browser ask in the turn of the press, and is attached by a yes', async () => {
    const { askAccess, port } = await refused(true);
    press('Allow access');
    // A browser asks in that turn only.
    expect(askAccess.mock.calls).toEqual([[origin]]);
    await settle();
    expect(port.of('page/attach')).toHaveLength(2);
    expect(port.of('connection/reconnect')).toEqual([]);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('stays as it is by a no, and can be allowed later', async () => {
    const { askAccess, port } = await refused(false);
    press('Allow access');
    await settle();
    expect(port.of('page/attach')).toHaveLength(1);
    expect(screen.getByRole('alert')).toBeDefined();
    askAccess.mockResolvedValue(true);
    press('Allow access');
    await settle();
    expect(port.of('page/attach')).toHaveLength(2);
  });
});
