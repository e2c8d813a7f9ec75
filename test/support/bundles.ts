/** How much of the built pages a reader waits for, in compressed bytes, out of the manifest of dist/web. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

export const pagesFolder = fileURLToPath(new URL("../../dist/web", import.meta.url));

/** Limits of DESIGN §15, in bytes. */
export const limits = { script: 60_000, everything: 200_000, page: 30_000 } as const;

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
}

export interface BundleSizes {
  /** Script of the first load: what every page begins with, home in it. */
  readonly script: number;
  /** The same with styles and fonts. */
  readonly everything: number;
  /** Each page with what it alone needs beyond the first load, the largest first. */
  readonly pages: readonly { readonly name: string; readonly size: number }[];
}

export function bundleSizes(): BundleSizes {
  const chunks: Record<string, Chunk> = JSON.parse(readFileSync(join(pagesFolder, ".vite/manifest.json"), "utf8"));
  const needed = (name: string, into = new Set<string>()): Set<string> => {
    const chunk = chunks[name];
    if (!chunk || into.has(name)) return into;
    into.add(name);
    for (const each of chunk.imports ?? []) needed(each, into);
    return into;
  };
  const zipped = (file: string) => gzipSync(readFileSync(join(pagesFolder, file)), { level: 9 }).length;
  const sizeOf = (names: Iterable<string>) => [...names].reduce((sum, name) => sum + zipped((chunks[name] as Chunk).file), 0);
  const entry = Object.keys(chunks).find((name) => chunks[name]?.isEntry) as string;
  const first = needed(entry);
  const beside = new Set([...first].flatMap((name) => [...(chunks[name]?.css ?? []), ...(chunks[name]?.assets ?? [])]));
  const fonts = [...beside].reduce(
    (sum, file) => sum + (file.endsWith(".woff2") ? statSync(join(pagesFolder, file)).size : zipped(file)),
    0,
  );
  const script = sizeOf(first);
  const pages = Object.keys(chunks)
    .filter((name) => name.startsWith("pages/"))
    .map((name) => ({ name, size: sizeOf([...needed(name)].filter((each) => !first.has(each))) }))
    .sort((a, b) => b.size - a.size);
  return { script, everything: script + fonts, pages };
}
