/** Lets the browser keep a text file where its user keeps downloads: a link to it is pressed. Needs no permission. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/x-ndjson' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser holds on to it from the press on.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
