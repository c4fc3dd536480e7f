import type { IncomingPort } from '../shared/port.ts';
import type { Runtime } from './browser.ts';

export function toIncomingPort(port: Runtime.Port): IncomingPort {
  return {
    name: port.name,
    senderId: port.sender?.id,
    senderUrl: port.sender?.url,
    postMessage: (message) => port.postMessage(message),
    disconnect: () => port.disconnect(),
    onMessage: { addListener: (listener) => port.onMessage.addListener(listener) },
    onDisconnect: { addListener: (listener) => port.onDisconnect.addListener(() => listener()) },
  };
}
