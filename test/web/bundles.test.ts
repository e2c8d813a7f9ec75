/** What a reader waits for stays small: sizes of the pages as they were built, compressed (DESIGN §15). */

import { bundleSizes, limits } from "../support/bundles.js";
import { t } from "../support/tap.js";

const { script, everything, pages } = bundleSizes();

t.test("the first load is within its limits", async (t) => {
  t.ok(script <= limits.script, `${script} bytes of script, ${limits.script} at most`);
  t.ok(everything <= limits.everything, `${everything} bytes in all, ${limits.everything} at most`);
});

t.test("each page brings little beyond the first load", async (t) => {
  t.ok(pages.length > 30, "every page is in the manifest");
  const tooLarge = pages.filter(({ size }) => size > limits.page);
  t.same(tooLarge, [], `${limits.page} bytes at most; what is needed later is fetched later (src/web/later.ts)`);
});
