/**
 * Lets the browser keep a text file where its user keeps downloads: a link to it is pressed. Needs no permission.
 * @param text whole, or in pieces. @param type MIME
 */
export function saveFile(
  name: string,
  text: string | readonly string[],
  type = 'application/x-ndjson',
): void {
  const address = URL.createObjectURL(new Blob([text].flat(), { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser holds on to it from the press on.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
