/** What can be done with social codes: write a version, compare, take one from a file; decisions publish (social-code.enacting). */
import { recordEvents } from "../../db/audit.js";
import { isCircleOpen } from "../../db/circles.js";
import type { Queryable } from "../../db/client.js";
import { loadConsentRules } from "../../db/consent-rules.js";
import { newId } from "../../db/id.js";
import { presentMembers } from "../../db/members.js";
import type { Tx } from "../../db/transaction.js";
import { type ConsentSettings, settingsInForce } from "../../domain/consent/settings.js";
import { type Language, Refusal } from "../../domain/refusals.js";
import {
  type CodeSection,
  changedSettings,
  codeFile,
  differencesOf,
  draftOfFile,
  requireCodeSettings,
  requireDraft,
  requireSections,
  type SectionDifference,
} from "../../domain/social-code.js";
import { socialCodeModel } from "../../domain/social-code-model.js";
import type { Caller } from "../../http/access.js";
import { cutPage, readIdCursor } from "../../http/paging.js";
import { wordsChanged } from "./differences.js";
import {
  findInForce,
  findVersion,
  insertVersion,
  listVersions,
  lockCode,
  lockVersion,
  nextVersionNumber,
  updateVersion,
  type VersionRow,
} from "./social-code.queries.js";
import type {
  CodeAnswer,
  CodeFileAnswer,
  CodeImport,
  DifferencesAnswer,
  NewVersion,
  VersionAnswer,
  VersionChange,
  VersionLine,
  VersionQuery,
} from "./social-code.schema.js";

export interface Acting {
  readonly caller: Caller;
  readonly now: Date;
}

type Shown = VersionAnswer["settings"];
/** Settings as the API writes them: lists of its own. */
const shown = (settings: ConsentSettings): Shown => structuredClone(settings) as Shown;

async function requireVersion(on: Queryable, collectiveId: string, id: string): Promise<VersionRow> {
  const row = await findVersion(on, collectiveId, id);
  if (!row) throw new Refusal("not_found", { at: "version", id });
  return row;
}

/** What a code inherits: what the codes above it say now, its own left out. */
async function inheritedBy(on: Queryable, collectiveId: string, circleId: string | null): Promise<Partial<ConsentSettings>[]> {
  if (circleId === null) return [];
  const own = await findInForce(on, collectiveId, circleId);
  const { codes } = await loadConsentRules(on, collectiveId, circleId);
  return codes.filter(({ id }) => id !== own?.id).map(({ consent }) => consent);
}

async function settingsOf(on: Queryable, { collectiveId, circleId, consent }: VersionRow): Promise<ConsentSettings> {
  return settingsInForce([...(await inheritedBy(on, collectiveId, circleId)), consent]);
}

const stateOf = ({ id, publishedAt }: VersionRow, inForce: VersionRow | undefined): VersionLine["state"] =>
  publishedAt === null ? "draft" : id === inForce?.id ? "in-force" : "past";

function fieldsOf(row: VersionRow, inForce: VersionRow | undefined) {
  const { id, circleId, number, basedOn, writtenBy, writtenAt, changedAt, publishedAt, decisionId } = row;
  return {
    ...{ id, circleId, number, basedOn, writtenBy, decisionId, state: stateOf(row, inForce) },
    writtenAt: writtenAt.toISOString(),
    changedAt: changedAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
  };
}

async function versionAnswer(on: Queryable, row: VersionRow): Promise<VersionAnswer> {
  const inForce = await findInForce(on, row.collectiveId, row.circleId);
  return {
    ...fieldsOf(row, inForce),
    sections: row.sections.map((section) => ({ ...section })),
    consent: structuredClone(row.consent) as VersionAnswer["consent"],
    settings: shown(await settingsOf(on, row)),
  };
}

/** One version. Refuses `not_found`. */
export const loadVersion = async (on: Queryable, collectiveId: string, id: string): Promise<VersionAnswer> =>
  versionAnswer(on, await requireVersion(on, collectiveId, id));

/** The code in force of a circle or the collective, and all figures that count there. Refuses `unknown_circle`. */
export async function loadCode(on: Queryable, { caller }: Acting, circleId: string | null): Promise<CodeAnswer> {
  const collectiveId = caller.collective.id;
  await requireCircle(on, collectiveId, circleId);
  const inForce = await findInForce(on, collectiveId, circleId);
  const { settings } = await loadConsentRules(on, collectiveId, circleId);
  return { version: inForce ? await versionAnswer(on, inForce) : null, settings: shown(settings) };
}

async function requireCircle(on: Queryable, collectiveId: string, circleId: string | null): Promise<void> {
  if (circleId !== null && !(await isCircleOpen(on, collectiveId, circleId)))
    throw new Refusal("unknown_circle", { at: "circleId", id: circleId });
}

export async function pageOfVersions(on: Queryable, { caller }: Acting, { circle, limit, cursor }: VersionQuery) {
  const [collectiveId, circleId] = [caller.collective.id, circle ?? null];
  const inForce = await findInForce(on, collectiveId, circleId);
  const rows = await listVersions(on, collectiveId, { circleId, limit }, readIdCursor(cursor));
  return cutPage(
    rows,
    limit,
    ({ id }) => [id],
    (row): VersionLine => ({ ...fieldsOf(row, inForce), sections: row.sections.length }),
  );
}

const record = (tx: Tx, { caller, now }: Acting, verb: string, id: string, details: Record<string, unknown>) =>
  recordEvents(tx, [
    {
      ...{ collectiveId: caller.collective.id, byId: caller.memberId, at: now, action: `social_code.${verb}` },
      ...{ subject: "social_code", subjectId: id, details },
    },
  ]);

const withIds = (sections: NewVersion["sections"]): CodeSection[] =>
  sections.map(({ id, title, text }) => ({ id: id ?? newId(), title, text }));

/** A draft as a whole must work. Refuses `code_invalid`, `consent_setting_invalid`, `unknown_member` for a council. */
async function requireSound(
  tx: Tx,
  collectiveId: string,
  circleId: string | null,
  { sections, consent }: { readonly sections: readonly CodeSection[]; readonly consent: Partial<ConsentSettings> },
): Promise<void> {
  requireSections(sections);
  requireCodeSettings(await inheritedBy(tx, collectiveId, circleId), consent);
  await requireCouncil(tx, collectiveId, consent);
}

/** Refuses `unknown_member` for somebody of the council who is not here. */
export async function requireCouncil(on: Queryable, collectiveId: string, { lastResort }: Partial<ConsentSettings>): Promise<void> {
  if (lastResort?.kind !== "council") return;
  const present = await presentMembers(on, collectiveId);
  const absent = lastResort.memberIds.findIndex((id) => !present.has(id));
  if (absent >= 0) throw new Refusal("unknown_member", { at: `lastResort.memberIds[${absent}]`, id: lastResort.memberIds[absent] ?? "" });
}

/** Exactly what was given: a field that is left out is inherited. */
const given = (consent: NewVersion["consent"]): Partial<ConsentSettings> =>
  Object.fromEntries(Object.entries(consent).filter(([, value]) => value !== undefined)) as Partial<ConsentSettings>;

/** Writes a draft, made from the version in force. Refuses `unknown_circle` and a draft that would not work. */
export async function writeVersion(tx: Tx, acting: Acting, { circleId, ...wanted }: NewVersion): Promise<VersionAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  await requireCircle(tx, collectiveId, circleId);
  await lockCode(tx, collectiveId);
  const [sections, consent] = [withIds(wanted.sections), given(wanted.consent)];
  await requireSound(tx, collectiveId, circleId, { sections, consent });
  const inForce = await findInForce(tx, collectiveId, circleId);
  const id = newId();
  const number = await nextVersionNumber(tx, collectiveId, circleId);
  await insertVersion(tx, {
    ...{ collectiveId, id, circleId, number, basedOn: inForce?.id ?? null, sections, consent },
    ...{ writtenBy: caller.memberId, writtenAt: now, changedAt: now },
  });
  await record(tx, acting, "written", id, { circleId, number });
  return loadVersion(tx, collectiveId, id);
}

/** Writes a draft again, made from the version in force by now. Refuses `not_found`, `not_author`, `code_published`. */
export async function changeVersion(tx: Tx, acting: Acting, id: string, change: VersionChange): Promise<VersionAnswer> {
  const { caller, now } = acting;
  const collectiveId = caller.collective.id;
  await lockCode(tx, collectiveId);
  const row = await lockVersion(tx, collectiveId, id);
  if (!row) throw new Refusal("not_found", { at: "version", id });
  requireDraft(row);
  if (row.writtenBy !== caller.memberId && !caller.roles.has("admin")) throw new Refusal("not_author", { at: "version" });
  const sections = change.sections ? withIds(change.sections) : row.sections;
  const consent = change.consent ? given(change.consent) : row.consent;
  await requireSound(tx, collectiveId, row.circleId, { sections, consent });
  const inForce = await findInForce(tx, collectiveId, row.circleId);
  await updateVersion(tx, collectiveId, id, { sections, consent, basedOn: inForce?.id ?? null, changedAt: now });
  await record(tx, acting, "changed", id, { fields: Object.keys(change) });
  return loadVersion(tx, collectiveId, id);
}

/** What changes from one version to another; without `from`, from the one it was made from. */
export async function compareVersions(on: Queryable, { caller }: Acting, id: string, from: string | undefined): Promise<DifferencesAnswer> {
  const after = await requireVersion(on, caller.collective.id, id);
  const fromId = from ?? after.basedOn;
  const before = fromId === null ? undefined : await requireVersion(on, caller.collective.id, fromId);
  const inherited = settingsInForce(await inheritedBy(on, caller.collective.id, after.circleId));
  const [settingsBefore, settingsAfter] = [before ? await settingsOf(on, before) : inherited, await settingsOf(on, after)];
  return {
    fromId,
    toId: id,
    sections: differencesOf(before?.sections ?? [], after.sections).map(differenceAnswer),
    settings: changedSettings(settingsBefore, settingsAfter),
    before: shown(settingsBefore),
    after: shown(settingsAfter),
  };
}

function differenceAnswer({ change, before, after }: SectionDifference): DifferencesAnswer["sections"][number] {
  const section = after ?? before;
  if (!section) throw new RangeError("a difference is of a section");
  return {
    ...{ change, id: section.id, title: section.title },
    titleBefore: before && after && before.title !== after.title ? before.title : null,
    words: wordsChanged(before?.text ?? "", after?.text ?? ""),
  };
}

/** A version as a file for another collective. Refuses `not_found`. */
export async function exportVersion(on: Queryable, { caller }: Acting, id: string): Promise<CodeFileAnswer> {
  const { sections, consent } = await requireVersion(on, caller.collective.id, id);
  return structuredClone(codeFile(caller.collective.name, sections, consent)) as CodeFileAnswer;
}

/** A file as a draft of one's own. Refuses as `writeVersion` does. */
export function importVersion(tx: Tx, acting: Acting, { circleId, file }: CodeImport): Promise<VersionAnswer> {
  const { sections, consent } = draftOfFile({ sections: withIds(file.sections), consent: given(file.consent) });
  return writeVersion(tx, acting, { circleId, sections: [...sections], consent: structuredClone(consent) as NewVersion["consent"] });
}

/** The text to start from, in our own words. */
export const modelFile = ({ caller }: Acting, language: Language): CodeFileAnswer =>
  structuredClone(codeFile(caller.collective.name, socialCodeModel(language), {})) as CodeFileAnswer;
