import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { t } from "../support/tap.js";

const folder = "src/web/i18n/fr";

/** The pieces of text in a source file, with the line each stands on. */
function textsOf(path: string): { line: number; text: string }[] {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const texts: { line: number; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      texts.push({ line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1, text: node.text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

t.test("no line of a French text begins with its punctuation: the space before : ; ? ! does not break", async (t) => {
  const torn = readdirSync(folder).flatMap((name) =>
    textsOf(`${folder}/${name}`)
      .filter(({ text }) => /(?:^| ) ?[:;?!](?:\s|$)/.test(text))
      .map(({ line, text }) => `${name}:${line} ${text}`),
  );
  t.same(torn, []);
});
