import { runTogether } from "../support/tap.js";

await runTogether(import.meta.url);
