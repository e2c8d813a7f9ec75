/**
 * Elements: XML, and the SGML of old OFX files, as one small tree of names and texts, in bounded memory.
 *
 *  1. XML is read by saxes, which is strict and expands nothing but `&amp;` and its kin. A document type is refused: it is where
 *     entities that unfold a thousandfold are declared, and no bank has one.
 *  2. SGML has no closing tags where an element has a text: `<TRNAMT>-12.50` ends with the line or the next tag.
 *  3. Names are without prefix, attributes are kept for what needs them (`Ccy`). Depth, attributes and the number of elements are
 *     limited, and counted as they are read: what is too much is refused where it becomes so.
 *  4. A file is never in memory as a tree: an element is kept if its reader asks for it by name, and a movement, which most
 *     of a file is made of, is read when it ends and let go.
 */
import { SaxesParser } from "saxes";
import { Refusal } from "../../domain/refusals.js";
import { statementLinesMax } from "./statement.js";

export interface Element<Name extends string = string> {
  readonly name: Name;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  children: readonly Element<Name>[];
}

/** What a reader asks of a file. */
export interface Asked<Name extends string> {
  /** The names that it looks for: another element is let go when it ends, unless one of these is in it. */
  readonly names: readonly Name[];
  readonly movement: Name;
  /** Reads a movement, which stands in another element, when it ends. */
  readonly read: (movement: Element<Name>, within: Element<Name>) => void;
}

const depthMax = 40;
const attributesMax = 100;
/** A full movement has some 25 elements, and no file with more of them than this is small enough to be read. */
const elementsMax = statementLinesMax * 25;
/** Elements that are kept at one time: a movement that is a batch of 25,000 payments. */
const keptMax = statementLinesMax * 4;

const tooLong = (): Refusal => new Refusal("statement_too_long", { max: statementLinesMax });

const noAttributes: Element["attributes"] = {};
/** Most elements have none: one list for all of them. */
const noChildren: readonly Element<never>[] = [];

/** Grows the tree, and says where it stands when it is too much. */
class Tree<Name extends string> {
  readonly root: Element<Name>;
  private readonly path: Element<Name>[];
  private readonly names: ReadonlySet<string>;
  private count = 0;
  private kept = 0;
  private keptBefore = 0;

  constructor(private readonly asked: Asked<Name>) {
    this.names = new Set(asked.names);
    this.root = this.element("", 1, noAttributes);
    this.path = [this.root];
  }

  get top(): Element<Name> {
    return this.path[this.path.length - 1] as Element<Name>;
  }

  open(name: string, line: number, attributes = noAttributes): void {
    this.count += 1;
    if (this.path.length > depthMax || this.count > elementsMax) throw tooLong();
    if (name === this.asked.movement) this.keptBefore = this.kept;
    this.path.push(this.element(name, line, this.names.has(name) ? attributes : noAttributes));
  }

  /** Adds to the text of what is open. What stands between the elements of another is no text of it. */
  write(text: string): void {
    const { top } = this;
    if (top.children.length === 0 && this.names.has(top.name)) top.text += text;
  }

  close(): void {
    const ended = this.path.pop();
    if (!ended) return;
    const { top } = this;
    if (ended.name === this.asked.movement) {
      this.asked.read(ended, top);
      this.kept = this.keptBefore;
    } else if (this.names.has(ended.name) || ended.children.length > 0) this.keep(ended, top);
  }

  private keep(ended: Element<Name>, within: Element<Name>): void {
    this.kept += 1;
    if (this.kept > keptMax) throw tooLong();
    if (within.children.length === 0) within.children = [ended];
    else (within.children as Element<Name>[]).push(ended);
  }

  /** How many elements of a name are open, counted from the top to it; 0 where none is. */
  heightOf(name: string): number {
    const at = this.path.findLastIndex((element) => element.name === name);
    return at < 1 ? 0 : this.path.length - at;
  }

  /** Nobody asks for an element by a name that is none of `names`. */
  private element(name: string, line: number, attributes: Element["attributes"]): Element<Name> {
    return { name: name as Name, line, attributes, text: "", children: noChildren };
  }
}

const sliceLength = 65_536;

/** Refuses `statement_malformed` by line, `statement_entities` and `statement_too_long`. */
export function readXml<Name extends string>(text: string, asked: Asked<Name>): Element<Name> {
  const tree = new Tree(asked);
  const parser = new SaxesParser({ xmlns: false, position: true });
  let attributesOf = 0;
  parser.on("error", ({ message }) => {
    const said = message.replace(/^\d+:\d+: /, "").replace(/\.$/, "");
    throw new Refusal("statement_malformed", { at: `line ${parser.line}`, line: parser.line, column: parser.column + 1, said });
  });
  parser.on("doctype", () => {
    throw new Refusal("statement_entities", { at: `line ${parser.line}`, line: parser.line });
  });
  parser.on("opentagstart", () => {
    attributesOf = 0;
  });
  parser.on("attribute", () => {
    attributesOf += 1;
    if (attributesOf > attributesMax) throw tooLong();
  });
  parser.on("opentag", ({ name, attributes }) => tree.open(local(name), parser.line, attributes as Element["attributes"]));
  parser.on("closetag", () => tree.close());
  parser.on("text", (more) => tree.write(more));
  parser.on("cdata", (more) => tree.write(more));
  for (let at = 0; at < text.length; at += sliceLength) parser.write(text.slice(at, at + sliceLength));
  parser.close();
  return tree.root;
}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", nbsp: " ", quot: '"', apos: "'" };
const unescaped = (text: string): string => text.replace(/&(\w+);/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole);

/** Elements that hold a text and nothing else: an empty one is not open. */
const leaves = new Set(["MEMO", "NAME", "CHECKNUM", "REFNUM", "FITID", "PAYEEID", "SIC", "BRANCHID", "ACCTKEY", "DTAVAIL", "DTUSER"]);

/** Refuses `statement_malformed` where an element that was opened is never closed: the file was cut. */
export function readSgml<Name extends string>(text: string, asked: Asked<Name>): Element<Name> {
  const tree = new Tree(asked);
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
    tree.open(name.toUpperCase(), line);
    if (said !== "" || leaves.has(tree.top.name)) {
      tree.write(said);
      tree.close();
    }
  }
  const cut = tree.top;
  if (cut !== tree.root)
    throw new Refusal("statement_malformed", { at: `line ${cut.line}`, line: cut.line, column: 1, said: `<${cut.name}>` });
  return tree.root;
}

// Reading the tree

/** All elements on a path of names, each one that the reader asked for: `all(root, "OFX", "BANKMSGSRSV1")`. */
export function all<Name extends string>(from: Element<Name>, ...path: readonly NoInfer<Name>[]): Element<Name>[] {
  return path.reduce<Element<Name>[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [from],
  );
}

export const one = <Name extends string>(from: Element<Name>, ...path: readonly NoInfer<Name>[]): Element<Name> | undefined =>
  all(from, ...path)[0];

/** The text at the end of a path; empty where there is none. */
export const textOf = <Name extends string>(from: Element<Name>, ...path: readonly NoInfer<Name>[]): string =>
  one(from, ...path)?.text.trim() ?? "";

/** Elements of a name anywhere below. */
export function below<Name extends string>(from: Element<Name>, name: NoInfer<Name>): Element<Name>[] {
  return from.children.flatMap((child) => (child.name === name ? [child, ...below(child, name)] : below(child, name)));
}
