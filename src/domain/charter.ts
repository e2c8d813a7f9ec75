/**
 * Rules of charters of cooperation (DESIGN §11): what the parties of a project agree, in articles, and who has signed it.
 *
 *   draft ─▶ open to signature ─▶ in force ─▶ winding down ─▶ closed
 *
 *  1. A charter has eleven articles; the texts are the parties’. The split has lines as well (charter-split), the dates have
 *     days, the roles one for each party.
 *  2. It is opened to signature complete: two parties at least, its object, nothing that is left «à compléter», and a split whose
 *     lines all have an amount.
 *  3. What somebody signed stays as it is. A text nobody has signed may be changed; after that, changes make a new version,
 *     and its signatures start anew. The latest version alone is signed.
 *  4. A party signs once, with the words «lu et approuvé»: here, the member themself; or on paper, on a day that is not in the
 *     future nor before the text was last written, recorded by a pilot of its circle, the treasurer or an admin. A signature may
 *     say which writing of the text was read: where it was written again meanwhile, it is to be read again. A paper of the very
 *     day of that writing has to say so, because its day alone does not tell which of that day’s texts is on it.
 *  5. A version is in force once all its signatories have signed it: its parties, and, where another version is in force, the
 *     parties of that one: nobody is taken out of a charter without a word of theirs. A decision by consent stands for the
 *     members among them who could decide in it; all the others have signed.
 *
 *   parties Ana, Bob and the city; Ana and Bob sign here, the city’s paper is recorded: in force with the third signature
 *   a revision decided by Ana and Bob: the city’s signature is missing
 */
import type { Day } from "./calendar.js";
import { isSameParty, type Party } from "./party.js";
import { type Language, Refusal } from "./refusals.js";

/** The articles, in their order. */
export const articleNames = [
  ...(["object", "roles", "values", "dates", "split", "management", "disputes", "licences"] as const),
  ...(["data", "revision", "signatures"] as const),
] as const;
export type ArticleName = (typeof articleNames)[number];
export type Articles = Readonly<Record<ArticleName, string>>;

export const charterStatuses = ["draft", "open", "in-force", "winding-down", "closed"] as const;
export type CharterStatus = (typeof charterStatuses)[number];

/** How a signature was given. */
export const signingWays = ["here", "paper"] as const;
export type SigningWay = (typeof signingWays)[number];

/** A party with what it does in the project. */
export interface CharterParty extends Party {
  readonly role: string;
}

export interface Signature {
  readonly party: Party;
  readonly signedOn: Day;
}

export interface CharterVersion {
  readonly id: string;
  /** 1, 2, 3 … */
  readonly number: number;
  readonly articles: Articles;
  readonly parties: readonly CharterParty[];
  readonly changedAt: Date;
  readonly openedAt: Date | null;
  readonly inForceAt: Date | null;
  readonly signatures: readonly Signature[];
}

export interface CharterState {
  readonly title: string;
  /** The first first; never empty. */
  readonly versions: readonly CharterVersion[];
  readonly windingAt: Date | null;
  readonly closedAt: Date | null;
}

export const latestOf = <Version>({ versions }: { readonly versions: readonly Version[] }): Version => versions.at(-1) as Version;

/** The version in force; undefined before the first came in force. */
export const inForceOf = <Version extends Pick<CharterVersion, "inForceAt">>({ versions }: { readonly versions: readonly Version[] }) =>
  versions.filter(({ inForceAt }) => inForceAt !== null).at(-1);

export function charterStatus(charter: CharterState): CharterStatus {
  if (charter.closedAt !== null) return "closed";
  if (charter.windingAt !== null) return "winding-down";
  if (inForceOf(charter)) return "in-force";
  return latestOf(charter).openedAt === null ? "draft" : "open";
}

// Writing --------------------------------------------------------------------------------------------------------------

/** Who may write, open and wind down a charter: its parties, who wrote it, pilots of its circle, admins. */
export interface CharterCaller {
  readonly memberId: string;
  readonly isPilot: boolean;
  readonly isAdmin: boolean;
}

export const mayChangeCharter = (
  charter: CharterState & { readonly writtenBy: string },
  { memberId, isPilot, isAdmin }: CharterCaller,
): boolean =>
  isPilot || isAdmin || charter.writtenBy === memberId || partiesNow(charter).some(({ kind, id }) => kind === "member" && id === memberId);

/** Who is concerned: the parties of the version in force and of the latest, each once. */
export function partiesNow(charter: Pick<CharterState, "versions">): Party[] {
  const all = [...(inForceOf(charter)?.parties ?? []), ...latestOf(charter).parties];
  return all.filter((party, place) => all.findIndex((other) => isSameParty(other, party)) === place);
}

/** Refuses `charter_closed`, `charter_winding` for what is not written any more. */
export function requireLiving({ title, windingAt, closedAt }: Omit<CharterState, "versions">): void {
  if (closedAt !== null) throw new Refusal("charter_closed", { at: "charter", charter: title });
  if (windingAt !== null) throw new Refusal("charter_winding", { at: "charter", charter: title });
}

/** Rule 3: whether the latest version may be written again. Refuses `charter_signed` with how many signed it, and as `requireLiving`. */
export function requireUnsigned(charter: CharterState): void {
  requireLiving(charter);
  const { number, inForceAt, signatures } = latestOf(charter);
  if (inForceAt !== null || signatures.length > 0)
    throw new Refusal("charter_signed", { at: "version", charter: charter.title, version: number, signatures: signatures.length });
}

/**
 * Its envelope has the name and the circle of the charter that made it: they change no more. Refuses `charter_signed` with how many
 * signed the version that made it.
 */
export function requireNoEnvelope({ title, versions }: CharterState, envelopeId: string | null): void {
  if (envelopeId === null) return;
  const first = versions[0];
  throw new Refusal("charter_signed", {
    at: "title",
    charter: title,
    version: first?.number ?? 1,
    signatures: first?.signatures.length ?? 0,
  });
}

/** The texts of a version: its articles, what each party does, and what each line of the split is for. */
export interface CharterTexts extends Pick<CharterVersion, "parties" | "articles"> {
  readonly lines: readonly { readonly label: string; readonly deliverables: string }[];
}

/** Rule 2, but for the amounts. Refuses `charter_without_parties`, `charter_without_object`, `charter_unfinished` with its articles. */
export function requireComplete(title: string, texts: CharterTexts): void {
  const { parties, articles } = texts;
  if (parties.length < 2) throw new Refusal("charter_without_parties", { at: "parties", charter: title, parties: parties.length, min: 2 });
  if (articles.object.trim() === "") throw new Refusal("charter_without_object", { at: "articles.object", charter: title });
  const left = unfinishedIn(texts);
  if (left.length > 0)
    throw new Refusal("charter_unfinished", {
      at: left[0]?.at as string,
      charter: title,
      articles: [...new Set(left.map(({ article }) => article))],
      places: left.map(({ at }) => at),
    });
}

/** «À compléter», as the model text leaves it: it begins a line, a bracket or what follows a colon, and nothing but that is said there. */
const toComplete = /(?:^|[\n[(«“:])\s*(?:a completer|to complete)\s*(?:$|[\n:.…\])»”])/i;
const isUnfinished = (text: string): boolean => toComplete.test(text.normalize("NFD").replace(/\p{Mn}/gu, ""));

/** The texts that somebody left to complete, with the article each is part of, in the order of the articles. */
export function unfinishedIn({ articles, parties, lines }: CharterTexts): { readonly at: string; readonly article: ArticleName }[] {
  const texts: { readonly at: string; readonly article: ArticleName; readonly text: string }[] = [
    ...articleNames.map((article) => ({ at: `articles.${article}`, article, text: articles[article] })),
    ...parties.map(({ role }, place) => ({ at: `parties[${place}].role`, article: "roles" as const, text: role })),
    ...lines.flatMap(({ label, deliverables }, place) => [
      { at: `lines[${place}].label`, article: "split" as const, text: label },
      { at: `lines[${place}].deliverables`, article: "split" as const, text: deliverables },
    ]),
  ];
  return texts
    .filter(({ text }) => isUnfinished(text))
    .sort((one, other) => articleNames.indexOf(one.article) - articleNames.indexOf(other.article))
    .map(({ at, article }) => ({ at, article }));
}

// Signing --------------------------------------------------------------------------------------------------------------

/** The words one signs with. */
export const approvalWords: Readonly<Record<Language, string>> = { fr: "lu et approuvé", en: "read and approved" };

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/[«»“”"'’.,]/g, "")
    .replace(/\s+/g, " ")
    .trim();

/** Whether these are the words, in either language, however they are written. */
export const areApprovalWords = (words: string): boolean =>
  Object.values(approvalWords).some((expected) => plain(expected) === plain(words));

/** Rule 5: whose signatures a version needs. */
export function signatoriesOf(charter: Pick<CharterState, "versions">, version: Pick<CharterVersion, "id" | "parties">): Party[] {
  const before = inForceOf(charter);
  const left = before && before.id !== version.id ? before.parties : [];
  return [...version.parties, ...left.filter((party) => !version.parties.some((other) => isSameParty(other, party)))];
}

/** Those whose signature a version still needs. */
export const unsignedOf = (charter: Pick<CharterState, "versions">, version: CharterVersion): Party[] =>
  signatoriesOf(charter, version).filter((party) => !version.signatures.some((signature) => isSameParty(signature.party, party)));

export interface Signing {
  readonly party: Party;
  readonly words: string;
  readonly how: SigningWay;
  readonly signedOn: Day;
  /** When the text that was read was last written; null where that is not said. */
  readonly readChangedAt: Date | null;
}

export interface Signer {
  readonly memberId: string;
  /** Whether they may record what was signed on paper. */
  readonly mayRecord: boolean;
  readonly today: Day;
  /** The day the text was last written. */
  readonly writtenOn: Day;
  readonly nameOf: (party: Party) => string;
}

/**
 * Rules 3 and 4. Refuses `charter_closed`, `charter_winding`, `charter_not_open`, `charter_version_old`, `charter_text_changed`,
 * `not_a_party` with who the parties are, `charter_signed_already` with the day, `charter_words_missing`, `signature_of_another`, `role_missing`,
 * `day_in_future`, `signature_before_text`, `charter_text_unsaid`.
 */
export function requireSigning(charter: CharterState, versionId: string, signing: Signing, signer: Signer): void {
  requireLiving(charter);
  const { title } = charter;
  const version = latestOf(charter);
  const { party, how, signedOn } = signing;
  const { nameOf, today, writtenOn } = signer;
  if (version.id !== versionId) throw new Refusal("charter_version_old", { at: "versionId", charter: title, latest: version.number });
  const signatories = signatoriesOf(charter, version);
  if (!signatories.some((one) => isSameParty(one, party)))
    throw new Refusal("not_a_party", { at: "party", name: nameOf(party), charter: title, parties: signatories.map(nameOf) });
  const signed = version.signatures.find((one) => isSameParty(one.party, party));
  if (signed) throw new Refusal("charter_signed_already", { at: "party", name: nameOf(party), charter: title, signed: signed.signedOn });
  if (version.openedAt === null || version.inForceAt !== null)
    throw new Refusal("charter_not_open", { at: "versionId", charter: title, version: version.number });
  const { readChangedAt } = signing;
  if (readChangedAt !== null && readChangedAt.getTime() !== version.changedAt.getTime())
    throw new Refusal("charter_text_changed", { at: "readChangedAt", charter: title, version: version.number });
  if (!areApprovalWords(signing.words)) throw new Refusal("charter_words_missing", { at: "words", words: signing.words });
  if (how === "here") {
    if (party.kind !== "member" || party.id !== signer.memberId)
      throw new Refusal("signature_of_another", { at: "party", name: nameOf(party) });
    return;
  }
  if (!signer.mayRecord) throw new Refusal("role_missing", { roles: ["pilot", "treasurer", "admin"] });
  if (signedOn > today) throw new Refusal("day_in_future", { at: "signedOn", day: signedOn, today });
  if (signedOn < writtenOn) throw new Refusal("signature_before_text", { at: "signedOn", signed: signedOn, written: writtenOn });
  if (signedOn === writtenOn && readChangedAt === null)
    throw new Refusal("charter_text_unsaid", { at: "readChangedAt", charter: title, written: version.changedAt.toISOString() });
}

/**
 * Rule 5, when a decision by consent revises a charter: `deciderIds` are the members who could decide in it, `seenAt` when its attempt
 * opened. Refuses `charter_not_in_force`, `change_stale` for a version that is not the latest any more, is in force, or was written
 * again since; `charter_signatures_missing` with the names of who must sign besides.
 */
export function requireRevisable(
  charter: CharterState,
  versionId: string,
  {
    deciderIds,
    seenAt,
    nameOf,
  }: { readonly deciderIds: ReadonlySet<string>; readonly seenAt: Date; readonly nameOf: (party: Party) => string },
): void {
  requireLiving(charter);
  if (!inForceOf(charter)) throw new Refusal("charter_not_in_force", { at: "charter", charter: charter.title });
  const version = latestOf(charter);
  if (version.id !== versionId || version.inForceAt !== null || version.changedAt > seenAt)
    throw new Refusal("change_stale", { at: "charter", id: versionId });
  const missing = unsignedOf(charter, version).filter(({ kind, id }) => kind !== "member" || !deciderIds.has(id));
  if (missing.length > 0)
    throw new Refusal("charter_signatures_missing", { at: "version", charter: charter.title, missing: missing.map(nameOf) });
}
