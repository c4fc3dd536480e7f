import type { WebAuthFlow, WebAuthOutcome } from '../../lib/shared/web-auth-flow.ts';

/** A stand-in for the browser's window: goes where it is sent, with cookies, until it is sent to the redirect URL. */
export interface ScriptedWindow extends WebAuthFlow {
  /** What it was opened with, in order. */
  readonly launched: readonly URL[];
  /** Where it came back from the provider with, in order, before anybody changed it. */
  readonly returned: readonly URL[];
  /** Pages that are being loaded now: they end by themselves. One that waits for its person is none of them. */
  pending(): number;
}

export interface ScriptedWindowOptions {
  readonly redirectUrl: string;
  /** Somebody changes the address that the window is opened with. */
  readonly onLaunch?: (url: URL) => void;
  /** What the person at the window fills in and presses where a page asks. */
  readonly onPage?: () => Record<string, string> | Promise<Record<string, string>>;
  /** Somebody changes what comes back. */
  readonly onReturn?: (url: URL) => WebAuthOutcome;
}

const hopLimit = 10;

export const createScriptedWindow = ({
  redirectUrl,
  onLaunch = () => undefined,
  onPage,
  onReturn = (url) => ({ redirectedTo: url.href }),
}: ScriptedWindowOptions): ScriptedWindow => {
  const launched: URL[] = [];
  const returned: URL[] = [];
  let isOpen = false;
  let pending = 0;
  const cookies = new Map<string, string>();

  const ask = async (url: URL, form?: Record<string, string>): Promise<Response> => {
    const header = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const body = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
    pending += 1;
    try {
      const response = await fetch(url, { redirect: 'manual', headers: { Cookie: header }, ...body });
      for (const cookie of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        if (name !== undefined && value !== undefined) cookies.set(name, value);
      }
      await response.body?.cancel();
      return response;
    } finally {
      pending -= 1;
    }
  };

  /** Where one page sends the window on to; null: it stays there. */
  const follow = async (url: URL): Promise<URL | null> => {
    let response = await ask(url);
    if (response.status === 200 && onPage !== undefined) response = await ask(url, await onPage());
    const location = response.headers.get('Location');
    return location === null ? null : new URL(location, url);
  };

  const travel = async (address: string): Promise<WebAuthOutcome> => {
    let url = new URL(address);
    onLaunch(url);
    for (let hop = 0; hop < hopLimit; hop += 1) {
      const next = await follow(url);
      // Chromium closes a window that shows an HTTP error; one that shows a page waits for a person, and here is none.
      if (next === null) return 'failed';
      if (next.href.startsWith(redirectUrl)) {
        returned.push(new URL(next));
        return onReturn(next);
      }
      url = next;
    }
    return 'failed';
  };

  return {
    launched,
    returned,
    pending: () => pending,
    redirectUrl: () => redirectUrl,
    launch: async (address) => {
      // Chromium allows one at a time, also where the worker that opened the first is gone.
      if (isOpen) return 'busy';
      isOpen = true;
      launched.push(new URL(address));
      try {
        return await travel(address);
      } catch {
        return 'failed'; // nobody there
      } finally {
        isOpen = false;
      }
    },
  };
};
