/**
 * Files → one ZIP, as a stream: what XLSX and ODS are packed in.
 *
 * Every file is dated 1980-01-01, the first day a ZIP can name, and nothing tells of the machine: the same files give the
 * same bytes. A packed file is written before its size is known, so the size follows it (a «data descriptor»); a stored one
 * is small and told in front, as ODS wants of its `mimetype`. (APPNOTE.TXT of PKWARE, 4.3 to 4.5, without ZIP64.)
 */
import { pipeline, Readable } from "node:stream";
import { createDeflateRaw } from "node:zlib";

export interface ZipFile {
  readonly name: string;
  /** A text is small; chunks pass through. */
  readonly content: string | AsyncIterable<string>;
  /** Left as it is, instead of packed. */
  readonly isStored?: boolean;
}

interface Written {
  readonly name: Buffer;
  readonly method: number;
  readonly flags: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

const firstDay = (1 << 5) | 1;
const stored = 0;
const deflated = 8;
/** Bit 3: sizes follow the content; bit 11: names are UTF-8. */
const [sizesFollow, isUtf8] = [1 << 3, 1 << 11];
const largest = 0xffff_ffff;

export async function* writeZip(files: Iterable<ZipFile>): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  let offset = 0;
  for (const { name: text, content, isStored = false } of files) {
    const name = Buffer.from(text);
    const start = offset;
    if (isStored) {
      if (typeof content !== "string") throw new Error(`${text}: what is stored is given as one text`);
      const bytes = Buffer.from(content);
      const file = { name, method: stored, flags: isUtf8, crc: crcOf(bytes), packed: bytes.length, size: bytes.length, offset: start };
      written.push(file);
      for (const chunk of [localHeader(file), bytes]) {
        offset += chunk.length;
        yield chunk;
      }
      continue;
    }
    const begun = { name, method: deflated, flags: isUtf8 | sizesFollow, crc: 0, packed: 0, size: 0, offset: start };
    const header = localHeader(begun);
    offset += header.length;
    yield header;
    const sums = { crc: 0, size: 0 };
    const source = Readable.from(counted(typeof content === "string" ? [content] : content, sums));
    // What fails in the content destroys the packer with the same error, and the loop below throws it.
    const packer = pipeline(source, createDeflateRaw({ level: 6 }), () => {});
    let packed = 0;
    for await (const chunk of packer as AsyncIterable<Buffer>) {
      packed += chunk.length;
      offset += chunk.length;
      yield chunk;
    }
    if (Math.max(sums.size, offset) > largest) throw new Error(`${text}: more than ${largest} bytes, which a ZIP without ZIP64 cannot say`);
    const file = { ...begun, ...sums, packed };
    written.push(file);
    const descriptor = Buffer.alloc(16);
    descriptor.writeUInt32LE(0x08074b50, 0);
    descriptor.writeUInt32LE(file.crc, 4);
    descriptor.writeUInt32LE(file.packed, 8);
    descriptor.writeUInt32LE(file.size, 12);
    offset += descriptor.length;
    yield descriptor;
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(written.length, 8);
  end.writeUInt16LE(written.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  yield Buffer.concat([directory, end]);
}

async function* counted(chunks: Iterable<string> | AsyncIterable<string>, sums: { crc: number; size: number }): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk);
    sums.crc = crcOf(bytes, sums.crc);
    sums.size += bytes.length;
    yield bytes;
  }
}

function localHeader({ name, method, flags, crc, packed, size }: Written): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt16LE(firstDay, 12);
  header.writeUInt32LE(crc, 14);
  header.writeUInt32LE(packed, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function directoryEntry({ name, method, flags, crc, packed, size, offset }: Written): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(20, 4);
  entry.writeUInt16LE(20, 6);
  entry.writeUInt16LE(flags, 8);
  entry.writeUInt16LE(method, 10);
  entry.writeUInt16LE(firstDay, 14);
  entry.writeUInt32LE(crc, 16);
  entry.writeUInt32LE(packed, 20);
  entry.writeUInt32LE(size, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(offset, 42);
  return Buffer.concat([entry, name]);
}

/** CRC-32 by bytes; `zlib.crc32` is not in the first releases of Node 20. */
const crcs = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

function crcOf(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  for (let index = 0; index < bytes.length; index += 1) crc = (crcs[(crc ^ (bytes[index] as number)) & 0xff] as number) ^ (crc >>> 8);
  return ~crc >>> 0;
}
