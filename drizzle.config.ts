import { defineConfig } from "drizzle-kit";

// The schema is read as built: drizzle-kit does not follow `.js` imports to `.ts` files. `npm run migration` builds first.
export default defineConfig({ dialect: "postgresql", schema: "./dist/db/schema/index.js", out: "./drizzle" });
