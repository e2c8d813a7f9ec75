/** How the pages are built: src/web → dist/web, every file also compressed, so that the service sends it as it lies. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

const out = join(import.meta.dirname, "dist", "web");

const compressed = (): Plugin => ({
  name: "compressed",
  writeBundle() {
    for (const entry of readdirSync(out, { recursive: true, encoding: "utf8" })) {
      if (!/\.(?:js|css|html|svg|json|webmanifest)$/.test(entry)) continue;
      const content = readFileSync(join(out, entry));
      writeFileSync(join(out, `${entry}.gz`), gzipSync(content, { level: 9 }));
      writeFileSync(join(out, `${entry}.br`), brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    }
  },
});

export default defineConfig({
  root: join(import.meta.dirname, "src", "web"),
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: out,
    emptyOutDir: true,
    target: "es2022",
    manifest: true,
    assetsInlineLimit: 0,
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  plugins: [compressed()],
  server: { proxy: { "/api": "http://127.0.0.1:3000" } },
});
