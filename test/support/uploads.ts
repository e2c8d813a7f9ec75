/** A file as a form sends it. */
import type { Person, Reply } from "./stories.js";

const boundary = "a-line-that-no-file-holds";

export function upload(person: Person, file: Uint8Array, { to, name }: { to: string; name: string }): Promise<Reply> {
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return person.post(to, body, { "content-type": `multipart/form-data; boundary=${boundary}` });
}
