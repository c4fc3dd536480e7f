/** SHA-256 of the text's UTF-8, in hexadecimal: what is shown in the preview can be compared with what arrived. */
export async function textPrint(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
