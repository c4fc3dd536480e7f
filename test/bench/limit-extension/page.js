// The least that a page of an extension can do: one port, one text node per chunk.
const { runtime } = globalThis.chrome;
const query = new URLSearchParams(location.search);
const answer = document.querySelector('section > div');
const box = document.querySelector('textarea');
let port = null;

const open = () => {
  const opened = runtime.connect();
  opened.onMessage.addListener((chunk) => answer.append(chunk));
  opened.onDisconnect.addListener(() => {
    port = null;
  });
  return opened;
};

box.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  const text = box.value;
  box.value = '';
  port ??= open();
  port.postMessage({ text, address: query.get('socket'), chat: query.get('chat') });
});
