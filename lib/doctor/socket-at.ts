import { socketUrl } from '../protocol/client-frame.ts';
import { decodeServerFrame } from '../protocol/server-frame.ts';
import { v1SocketUrl } from '../protocol/v1-client-frame.ts';
import { decodeV1Frame } from '../protocol/v1-server-frame.ts';
import { ok } from '../shared/result.ts';
import { createSocketProbe, type SocketProbe } from './socket-probe.ts';
import type { TestBench } from './stage.ts';

/** A socket at that address, in the dialect of the profile: *automatic* begins with the newest. */
export function socketAt(bench: TestBench, wsUrl: string): SocketProbe {
  const { profile, openSocket, newId } = bench;
  const { tenantId } = profile;
  if (profile.protocol !== 'v1')
    return createSocketProbe(() => openSocket(socketUrl(wsUrl, tenantId)), bench, decodeServerFrame);
  const url = v1SocketUrl(wsUrl, { tenantId, sessionId: newId() }, null);
  return createSocketProbe(
    () => openSocket(url),
    bench,
    (data) => {
      const read = decodeV1Frame(data);
      return read.ok ? ok(read.value.frame) : read;
    },
  );
}
