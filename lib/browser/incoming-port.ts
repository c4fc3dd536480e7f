import type { IncomingPort } from '../shared/port.ts';
import type { Runtime } from './browser.ts';
import { privateMark } from './private-windows.ts';

export function isOfPrivateWindow({ name }: Pick<Runtime.Port, 'name'>): boolean {
  return name.endsWith(privateMark);
}

export function toIncomingPort(port: Runtime.Port): IncomingPort {
  return {
    name: isOfPrivateWindow(port) ? port.name.slice(0, -privateMark.length) : port.name,
    senderId: port.sender?.id,
    senderUrl: port.sender?.url,
    postMessage: (message) => port.postMessage(message),
    disconnect: () => port.disconnect(),
    onMessage: { addListener: (listener) => port.onMessage.addListener(listener) },
    onDisconnect: { addListener: (listener) => port.onDisconnect.addListener(() => listener()) },
  };
}
