/** Sends a file in pieces, with its progress told; a connection that breaks goes on from the last byte that arrived. */
import { Refused, refusal } from './api.ts';

const PIECE_BYTES = 16 * 1024 * 1024;
const PATIENCE_MS = [500, 1_000, 2_000, 5_000, 10_000, 20_000];

/** `path` is the file's address in its delivery. */
export async function upload(path: string, file: Blob, told: (share: number) => void): Promise<void> {
  const begun = await send('POST', path, { 'upload-complete': '?0', 'upload-length': String(file.size) });
  const location = begun.getResponseHeader('location') ?? '';
  let offset = 0;
  let failures = 0;
  do {
    const piece = file.slice(offset, offset + PIECE_BYTES);
    const from = offset;
    const heads = {
      'content-type': 'application/partial-upload',
      'upload-offset': String(from),
      'upload-complete': from + piece.size === file.size ? '?1' : '?0',
    };
    try {
      await send('PATCH', location, heads, piece, (sent) => told(file.size === 0 ? 1 : (from + sent) / file.size));
      offset = from + piece.size;
      failures = 0;
    } catch (error) {
      const wait = PATIENCE_MS[failures++];
      if (wait === undefined || !(error instanceof Refused && mayPass(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
      const state = await send('HEAD', location, {}).catch(() => undefined);
      offset = Number(state?.getResponseHeader('upload-offset') ?? offset);
    }
  } while (offset < file.size);
}

const mayPass = ({ status, reason }: Refused): boolean =>
  status === 0 || status >= 500 || reason === 'upload-busy' || reason === 'offset-differs';

function send(
  method: string,
  path: string,
  heads: Readonly<Record<string, string>>,
  piece?: Blob,
  told?: (sent: number) => void,
): Promise<XMLHttpRequest> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch can't tell how much was sent
    request.open(method, path);
    for (const [name, value] of Object.entries(heads)) request.setRequestHeader(name, value);
    if (told) request.upload.onprogress = ({ loaded }) => told(loaded);
    request.onload = () => {
      if (request.status < 300) resolve(request);
      else reject(refusal(request.status, parsed(request.responseText)));
    };
    request.onerror = () => reject(new Refused(0, 'away', undefined));
    request.send(piece ?? null);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
