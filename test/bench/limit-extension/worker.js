// The least that a worker can do: it joins a chat, sends what the page says and hands every chunk on.
const tenant = 'miptech-company';

const say = (socket, type, chat, data) =>
  socket.send(JSON.stringify({ type, data: { chat_id: chat, chatId: chat, tenant_id: tenant, ...data } }));

const connect = (port, { address, chat }) =>
  new Promise((joined) => {
    const socket = new WebSocket(`${address}?tenant_id=${tenant}`);
    socket.addEventListener('message', (event) => {
      const { type, data } = JSON.parse(event.data);
      if (type === 'response_chunk') port.postMessage(data.content);
      else if (type === 'connection_ready') say(socket, 'join_chat', chat, { tenantId: tenant, token: null });
      else if (type === 'chat_joined') joined(socket);
    });
    port.onDisconnect.addListener(() => socket.close());
  });

globalThis.chrome.runtime.onConnect.addListener((port) => {
  let line = null;
  port.onMessage.addListener(async (message) => {
    line ??= connect(port, message);
    say(await line, 'user_message', message.chat, { text: message.text });
  });
});
