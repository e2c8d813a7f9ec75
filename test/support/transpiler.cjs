/**
 * How a test file becomes JavaScript: TypeScript itself strips its types, once for each content, and the result is kept
 * in `node_modules/.cache`. Without it each of the test files transpiles the whole service anew, eight seconds apiece.
 * Named under `ts-node` in tsconfig.json, where tap's TypeScript plugin finds it; CommonJS, as that asks for.
 */
const { createHash, randomBytes } = require("node:crypto");
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { ModuleKind, transpileModule, version } = require("typescript");

const folder = join(__dirname, "..", "..", "node_modules", ".cache", "moisson", "transpiled");

exports.create = ({ service }) => {
  mkdirSync(folder, { recursive: true });
  // One file at a time tells nothing of package.json: everything here is a module.
  const compilerOptions = { ...service.config.options, noEmit: false, module: ModuleKind.ESNext, moduleResolution: undefined };
  const setup = JSON.stringify([version, compilerOptions]);
  return {
    transpile(source, { fileName }) {
      const file = join(folder, `${createHash("sha256").update(`${setup}\0${fileName}\0${source}`).digest("hex")}.json`);
      if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
      const { outputText, sourceMapText } = transpileModule(source, { fileName, compilerOptions });
      // Under another name first: two test files may write the same one.
      const draft = `${file}.${randomBytes(4).toString("hex")}`;
      writeFileSync(draft, JSON.stringify({ outputText, sourceMapText }));
      renameSync(draft, file);
      return { outputText, sourceMapText };
    },
  };
};
