/**
 * Elements: XML, and the SGML of old OFX files, as one small tree of names and texts, in bounded memory.
 *
 *  1. XML is read by saxes, which is strict and expands nothing but `&amp;` and its kin. A document type is refused: it is where
 *     entities that unfold a thousandfold are declared, and no bank has one.
 *  2. SGML has no closing tags where an element has a text: `<TRNAMT>-12.50` ends with the line or the next tag.
 *  3. Names are without prefix, attributes are kept for what needs them (`Ccy`). Depth and number of elements are limited.
 */
import { SaxesParser } from "saxes";
import { Refusal } from "../../domain/refusals.js";
import { statementLinesMax } from "./statement.js";

export interface Element {
  readonly name: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  readonly children: Element[];
}

const depthMax = 40;
const elementsMax = statementLinesMax * 60;

const opened = (name: string, line: number, attributes: Element["attributes"] = {}): Element => ({
  name,
  line,
  attributes,
  text: "",
  children: [],
});

/** Grows the tree, and says where it stands when it is too much. */
class Tree {
  readonly root = opened("", 1);
  private readonly path: Element[] = [this.root];
  private count = 0;

  get top(): Element {
    return this.path[this.path.length - 1] as Element;
  }

  open(element: Element): void {
    this.count += 1;
    if (this.path.length > depthMax || this.count > elementsMax) throw new Refusal("statement_too_long", { max: statementLinesMax });
    this.top.children.push(element);
    this.path.push(element);
  }

  close(): void {
    this.path.pop();
  }

  /** How many elements of a name are open, counted from the top to it; 0 where none is. */
  heightOf(name: string): number {
    const at = this.path.findLastIndex((element) => element.name === name);
    return at < 1 ? 0 : this.path.length - at;
  }
}

/** Refuses `statement_malformed` by line, `statement_entities` and `statement_too_long`. */
export function readXml(text: string): Element {
  const tree = new Tree();
  const parser = new SaxesParser({ xmlns: false, position: true });
  parser.on("error", ({ message }) => {
    const said = message.replace(/^\d+:\d+: /, "").replace(/\.$/, "");
    throw new Refusal("statement_malformed", { at: `line ${parser.line}`, line: parser.line, column: parser.column + 1, said });
  });
  parser.on("doctype", () => {
    throw new Refusal("statement_entities", { at: `line ${parser.line}`, line: parser.line });
  });
  parser.on("opentag", ({ name, attributes }) => tree.open(opened(local(name), parser.line, attributes as Element["attributes"])));
  parser.on("closetag", () => tree.close());
  parser.on("text", (more) => {
    tree.top.text += more;
  });
  parser.on("cdata", (more) => {
    tree.top.text += more;
  });
  parser.write(text).close();
  return tree.root;
}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", nbsp: " ", quot: '"', apos: "'" };
const unescaped = (text: string): string => text.replace(/&(\w+);/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole);

/** Elements that hold a text and nothing else: an empty one is not open. */
const leaves = new Set(["MEMO", "NAME", "CHECKNUM", "REFNUM", "FITID", "PAYEEID", "SIC", "BRANCHID", "ACCTKEY", "DTAVAIL", "DTUSER"]);

/** Refuses `statement_malformed` where an element that was opened is never closed: the file was cut. */
export function readSgml(text: string): Element {
  const tree = new Tree();
  let line = 1;
  // A name ends where no letter follows: else a tag that is never closed is tried at each of its letters.
  const tag = /<(\/?)([A-Za-z0-9_.]+)(?![A-Za-z0-9_.])[^<>]*>([^<]*)/g;
  tag.lastIndex = Math.max(0, text.search(/<OFX/i));
  let lineEnd = text.indexOf("\n");
  for (let match = tag.exec(text); match; match = tag.exec(text)) {
    for (; lineEnd >= 0 && lineEnd < match.index; lineEnd = text.indexOf("\n", lineEnd + 1)) line += 1;
    const [, slash, name = "", content = ""] = match;
    if (slash) {
      for (let left = tree.heightOf(name.toUpperCase()); left > 0; left -= 1) tree.close();
      continue;
    }
    const said = unescaped(content).trim();
    tree.open(opened(name.toUpperCase(), line));
    if (said !== "" || leaves.has(tree.top.name)) {
      tree.top.text = said;
      tree.close();
    }
  }
  const cut = tree.top;
  if (cut !== tree.root)
    throw new Refusal("statement_malformed", { at: `line ${cut.line}`, line: cut.line, column: 1, said: `<${cut.name}>` });
  return tree.root;
}

// Reading the tree

/** All elements on a path of names: `all(root, "OFX", "BANKMSGSRSV1")`. */
export function all(from: Element, ...path: readonly string[]): Element[] {
  return path.reduce<Element[]>((found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)), [from]);
}

export const one = (from: Element, ...path: readonly string[]): Element | undefined => all(from, ...path)[0];

/** The text at the end of a path; empty where there is none. */
export const textOf = (from: Element, ...path: readonly string[]): string => one(from, ...path)?.text.trim() ?? "";

/** Elements of a name anywhere below. */
export function below(from: Element, name: string): Element[] {
  return from.children.flatMap((child) => (child.name === name ? [child, ...below(child, name)] : below(child, name)));
}
