/** Bytes: of a larger file, nothing is read. */
const largestPdf = 50_000_000;

/** ms. The file is in the browser's cache most often; where it isn't, it comes as slowly as it came before. */
const patience = 20_000;

export type PdfFile =
  { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly unreadable: 'pdf-large' | 'pdf-unfetched' };

/**
 * The file that the browser shows at this address, from its cache where it is there. Never rejects. What comes instead of a
 * PDF, as a page that asks to sign in, is not taken for one.
 */
export async function fetchPdf(address: string, fetch: typeof globalThis.fetch): Promise<PdfFile> {
  try {
    const signal = AbortSignal.timeout(patience);
    const { ok, body, headers } = await fetch(address, { cache: 'force-cache', signal });
    if (!ok || body === null) return { unreadable: 'pdf-unfetched' };
    if (Number(headers.get('content-length')) > largestPdf) {
      await body.cancel();
      return { unreadable: 'pdf-large' };
    }
    return await collected(body);
  } catch {
    // The network, the site's rules or the time: the browser does not say which.
    return { unreadable: 'pdf-unfetched' };
  }
}

async function collected(body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<PdfFile> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (const reader = body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > largestPdf) {
      await reader.cancel();
      return { unreadable: 'pdf-large' };
    }
    pieces.push(value);
  }
  const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
  return hasMark(bytes) ? { bytes } : { unreadable: 'pdf-unfetched' };
}

/** Readers look for it in the first 1,024 bytes. */
const hasMark = (bytes: Uint8Array): boolean =>
  new TextDecoder('latin1').decode(bytes.subarray(0, 1_029)).includes('%PDF-');
