/**
 * What a decision changes, kind by kind: its sentence, and the fields by which it is proposed. A kind that is proposed on a
 * page of its own, or not yet, has a sentence alone.
 */
import type { ComponentChildren } from "preact";
import type { z } from "zod";
import { addDays } from "../../domain/calendar.js";
import type { ChangeKind } from "../../domain/consent/change.js";
import { rateOn } from "../../domain/kind.js";
import { isMoneyUnit } from "../../domain/units.js";
import type { key } from "../../features/sharings/keys.schema.js";
import type { sharing } from "../../features/sharings/sharings.schema.js";
import type { Problem } from "../api.js";
import { faultsOf } from "../api.js";
import type { Change } from "../decision-figures.js";
import { currencyMark, longDay, money, today, unitOfOne } from "../format.js";
import en from "../i18n/en/decision-changes.js";
import fr from "../i18n/fr/decision-changes.js";
import {
  type Circle,
  type Fund,
  type Kind,
  type Member,
  nameIn,
  useCircles,
  useCollective,
  useEnvelopes,
  useEverybody,
  useHere,
  useKinds,
} from "../place.js";
import { useList } from "../readings.js";
import { speak, unbroken } from "../speech.js";
import { DecimalField, faultAt, readDecimal, SelectField, TextField } from "./fields.js";

const t = speak({ fr, en });

type Key = z.output<typeof key>;
type Sharing = z.output<typeof sharing>;

/** What changes name. */
export interface ChangeMaterial {
  readonly home: string;
  readonly currency: string;
  readonly kinds: readonly Kind[];
  readonly members: readonly Member[];
  readonly circles: readonly Circle[];
  readonly envelopes: readonly { readonly id: string; readonly name: string }[];
  readonly keys: readonly Key[];
  readonly sharings: readonly Sharing[];
  readonly funds: readonly Fund[];
}

/** Reads what some changes name, and no more. */
export function useChangeMaterial(changes: readonly Change[]): ChangeMaterial {
  const { api, home } = useHere();
  const named = new Set(changes.map(({ kind }) => kind));
  return {
    home,
    currency: useCollective()?.currency ?? "EUR",
    kinds: useKinds() ?? [],
    members: useEverybody() ?? [],
    circles: useCircles() ?? [],
    envelopes: useEnvelopes() ?? [],
    keys: useList<Key>(named.has("adopt-key") ? `${api}/keys?limit=200` : null).value ?? [],
    funds: useList<Fund>(named.has("set-fund-floor") ? `${api}/funds` : null).value ?? [],
    sharings: useList<Sharing>(named.has("adopt-sharing") ? `${api}/sharings` : null).value ?? [],
  };
}

/** A sentence, and the name in it that leads to a page. */
interface Said {
  readonly text: string;
  readonly name?: string;
  readonly href?: string;
}

type ChangeOf<K extends ChangeKind> = Extract<Change, { readonly kind: K }>;

interface FormProps<K extends ChangeKind> {
  change: ChangeOf<K>;
  material: ChangeMaterial;
  set: (change: Partial<ChangeOf<K>>) => void;
  /** The sentence of what is wrong with a field. */
  fault: (field: string) => string | undefined;
}

interface Row<K extends ChangeKind> {
  readonly says: (change: ChangeOf<K>, material: ChangeMaterial) => Said;
  readonly blank?: () => ChangeOf<K>;
  readonly Form?: (props: FormProps<K>) => ComponentChildren;
}

const found = <Thing extends { readonly id: string }>(things: readonly Thing[], id: string): Thing | undefined =>
  things.find((each) => each.id === id);
const options = (things: readonly { readonly id: string; readonly name: string }[]) => [
  { value: "", label: t().form.choose },
  ...things.map(({ id, name }) => ({ value: id, label: name })),
];
const isZero = (amount: string): boolean => !/[1-9]/.test(amount);
const present = ({ members }: ChangeMaterial) => members.filter(({ kind, leftOn }) => kind === "person" && leftOn === null);
const dayOr = (day: string): string => (day === "" ? "…" : longDay(day));

const table: { readonly [K in ChangeKind]: Row<K> } = {
  "set-rate": {
    says: ({ kindId, rate, fromOn }, { kinds, currency, home }) => {
      const kind = found(kinds, kindId);
      const name = kind?.name ?? "…";
      const before = fromOn === "" ? undefined : rateOn(kind?.rates ?? [], addDays(fromOn, -1));
      const now = readDecimal(rate);
      const unit = unitOfOne(kind?.unit ?? "h");
      const amount = now === undefined ? "…" : money(now, currency);
      const text = t().says.rate(name, unit, amount, dayOr(fromOn), before === undefined ? null : money(before, currency));
      return { text, name, href: `${home}/kinds` };
    },
    blank: () => ({ kind: "set-rate", kindId: "", rate: "", fromOn: today() }),
    Form: ({ change, material, set, fault }) => {
      const kinds = material.kinds.filter(({ unit, isArchived }) => unit !== null && !isMoneyUnit(unit) && !isArchived);
      const unit = found(kinds, change.kindId)?.unit;
      return (
        <>
          <SelectField
            label={t().form.kind}
            isRequired
            value={change.kindId}
            fault={fault("kindId")}
            options={options(kinds)}
            onValue={(kindId) => set({ kindId })}
          />
          <div class="pair">
            <DecimalField
              label={unit ? t().form.rate(unitOfOne(unit)) : t().form.rateAny}
              unit={currencyMark(material.currency)}
              isRequired
              value={change.rate}
              fault={fault("rate")}
              onValue={(rate) => set({ rate })}
            />
            <DayField label={t().form.from} value={change.fromOn} fault={fault("fromOn")} onValue={(fromOn) => set({ fromOn })} />
          </div>
        </>
      );
    },
  },
  "adopt-sharing": {
    says: ({ sharingId }, { sharings, home }) => {
      const name = found(sharings, sharingId)?.title ?? "…";
      return { text: t().says.sharing(name), name, href: `${home}/sharings/${sharingId}` };
    },
    blank: () => ({ kind: "adopt-sharing", sharingId: "" }),
    Form: ({ change, material, set, fault }) => {
      const proposed = material.sharings.filter(({ id, status }) => status === "proposed" || id === change.sharingId);
      return (
        <SelectField
          label={t().form.sharing}
          hint={proposed.length === 0 ? t().form.noSharing : undefined}
          isRequired
          value={change.sharingId}
          fault={fault("sharingId")}
          options={options(proposed.map(({ id, title }) => ({ id, name: title })))}
          onValue={(sharingId) => set({ sharingId })}
        />
      );
    },
  },
  "adopt-key": {
    says: ({ keyId }, { keys, envelopes, circles, home }) => {
      const key = found(keys, keyId);
      const where = key ? nameIn([...envelopes, ...circles])(key.envelopeId ?? key.circleId) : "…";
      const href = key?.envelopeId ? `${home}/envelopes/${key.envelopeId}` : `${home}/circles/${key?.circleId ?? ""}`;
      return { text: t().says.key(key?.name ?? "…", where), name: where, href };
    },
    blank: () => ({ kind: "adopt-key", keyId: "" }),
    Form: ({ change, material, set, fault }) => {
      const drafts = material.keys.filter(({ id, state }) => state === "draft" || id === change.keyId);
      return (
        <SelectField
          label={t().form.key}
          hint={drafts.length === 0 ? t().form.noKey : undefined}
          isRequired
          value={change.keyId}
          fault={fault("keyId")}
          options={options(drafts)}
          onValue={(keyId) => set({ keyId })}
        />
      );
    },
  },
  "admit-member": {
    says: ({ memberId, fromOn }, { members, home }) => {
      const name = found(members, memberId)?.name ?? "…";
      return { text: t().says.admitted(name, dayOr(fromOn)), name, href: `${home}/members/${memberId}` };
    },
    blank: () => ({ kind: "admit-member", memberId: "", fromOn: today() }),
    Form: ({ change, material, set, fault }) => (
      <div class="pair">
        <SelectField
          label={t().form.member}
          isRequired
          value={change.memberId}
          fault={fault("memberId")}
          // Who had left may be welcome again.
          options={options(material.members.filter(({ kind }) => kind === "person"))}
          onValue={(memberId) => set({ memberId })}
        />
        <DayField label={t().form.from} value={change.fromOn} fault={fault("fromOn")} onValue={(fromOn) => set({ fromOn })} />
      </div>
    ),
  },
  "exclude-member": {
    says: ({ memberId, lastOn }, { members, home }) => {
      const name = found(members, memberId)?.name ?? "…";
      return { text: t().says.excluded(name, dayOr(lastOn)), name, href: `${home}/members/${memberId}` };
    },
    blank: () => ({ kind: "exclude-member", memberId: "", lastOn: "" }),
    Form: ({ change, material, set, fault }) => (
      <div class="pair">
        <SelectField
          label={t().form.member}
          isRequired
          value={change.memberId}
          fault={fault("memberId")}
          options={options(present(material))}
          onValue={(memberId) => set({ memberId })}
        />
        <DayField label={t().form.last} value={change.lastOn} fault={fault("lastOn")} onValue={(lastOn) => set({ lastOn })} />
      </div>
    ),
  },
  "open-envelope": {
    // It has a page once it is there.
    says: ({ name, circleId, referentId }, { circles, members }) => ({
      name,
      text: t().says.envelope(name || "…", nameIn(circles)(circleId) || null, nameIn(members)(referentId) || null),
    }),
    blank: () => ({ kind: "open-envelope", name: "", circleId: null, referentId: null }),
    Form: ({ change, material, set, fault }) => {
      const circles = material.circles.filter(({ isArchived }) => !isArchived);
      return (
        <>
          <TextField label={t().form.name} isRequired value={change.name} fault={fault("name")} onValue={(name) => set({ name })} />
          <div class="pair">
            {circles.length > 1 && (
              <SelectField
                label={t().form.circle}
                isRequired
                value={change.circleId ?? ""}
                fault={fault("circleId")}
                options={options(circles)}
                onValue={(circleId) => set({ circleId: circleId || null })}
              />
            )}
            <SelectField
              label={t().form.referent}
              value={change.referentId ?? ""}
              fault={fault("referentId")}
              options={[{ value: "", label: t().form.nobody }, ...options(present(material)).slice(1)]}
              onValue={(referentId) => set({ referentId: referentId || null })}
            />
          </div>
        </>
      );
    },
  },
  "set-fund-floor": {
    says: ({ fundId, floor }, { funds, currency, home }) => {
      const fund = found(funds, fundId);
      const name = fund?.name ?? "…";
      const amount = readDecimal(floor);
      const inFund = (text: string) => money(text, fund?.currency ?? currency);
      const before = fund && !isZero(fund.floor) && fund.floor !== amount ? inFund(fund.floor) : null;
      const isNone = amount !== undefined && isZero(amount);
      const text = isNone ? t().says.noFloor(name) : t().says.floor(name, amount === undefined ? "…" : inFund(amount), before);
      return { text, name, href: `${home}/treasury/transfers` };
    },
    blank: () => ({ kind: "set-fund-floor", fundId: "", floor: "" }),
    Form: ({ change, material, set, fault }) => {
      const funds = material.funds.filter(({ isArchived }) => !isArchived);
      return (
        <div class="pair">
          <SelectField
            label={t().form.fund}
            hint={funds.length === 0 ? t().form.noFund : undefined}
            isRequired
            value={change.fundId}
            fault={fault("fundId")}
            options={options(funds)}
            onValue={(fundId) => set({ fundId })}
          />
          <DecimalField
            label={t().form.floor}
            unit={currencyMark(found(funds, change.fundId)?.currency ?? material.currency)}
            isRequired
            value={change.floor}
            fault={fault("floor")}
            onValue={(floor) => set({ floor })}
          />
        </div>
      );
    },
  },
  "publish-social-code": {
    says: ({ versionId }, { home }) => ({
      text: t().says.code,
      name: t().says.codeName,
      href: `${home}/social-code/versions/${versionId}`,
    }),
  },
  "revise-charter": {
    says: ({ charterId }, { home }) => ({ text: t().says.charter, name: t().says.charterName, href: `${home}/charters/${charterId}` }),
  },
  "sign-contract": {
    says: ({ contractId }, { home }) => ({ text: t().says.contract, name: t().says.contractName, href: `${home}/contracts/${contractId}` }),
  },
  "close-tension": { says: ({ outcome }) => ({ text: t().says.tension(outcome) }) },
};

/** The row of a change; the compiler has seen that each row takes its own kind. */
const rowOf = (kind: ChangeKind): Row<ChangeKind> => table[kind] as unknown as Row<ChangeKind>;

/** Kinds one can propose here, as they are called. */
export const proposableKinds = (): { kind: ChangeKind; name: string }[] =>
  (Object.keys(table) as ChangeKind[]).flatMap((kind) => (table[kind].blank ? [{ kind, name: t().kinds[kind] ?? kind }] : []));

export const blankChange = (kind: ChangeKind): Change | undefined => rowOf(kind).blank?.();

/** What a change says, with its thing as a link to its page; `made` is the page of what it made. */
export function ChangeSentence({ change, material, made }: { change: Change; material: ChangeMaterial; made?: string | undefined }) {
  const { text, name, href = made } = rowOf(change.kind).says(change, material);
  const at = name === undefined || name === "…" || href === undefined ? -1 : text.indexOf(name);
  if (name === undefined || at < 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <a href={href}>{name}</a>
      {text.slice(at + name.length)}
    </>
  );
}

/** The fields of a change; `at` is its place in what is sent, by which refusals name it. */
export function ChangeForm({
  change,
  material,
  at,
  problem,
  onChange,
}: {
  change: Change;
  material: ChangeMaterial;
  at: string;
  problem: Problem | undefined;
  onChange: (change: Change) => void;
}) {
  const { Form } = rowOf(change.kind);
  const fault = (field: string) => faultAt(problem, `${at}.${field}`);
  const rest = problem && faultsOf(problem).some((each) => isAbout(each.at, at, change)) ? unbroken(problem.detail) : undefined;
  return (
    <>
      {Form ? (
        <Form
          change={change as never}
          material={material}
          set={(wanted) => onChange({ ...change, ...(wanted as object) } as Change)}
          fault={fault}
        />
      ) : (
        <p>
          <ChangeSentence change={change} material={material} />
        </p>
      )}
      {rest && <span class="fault block">{rest}</span>}
    </>
  );
}

/** A refusal of the change as a whole, or at something it has no field for. */
function isAbout(place: string, at: string, change: Change): boolean {
  if (place === at) return true;
  return place.startsWith(`${at}.`) && !(place.slice(at.length + 1) in change);
}

const DayField = ({
  label,
  value,
  fault,
  onValue,
}: {
  label: string;
  value: string;
  fault: string | undefined;
  onValue: (day: string) => void;
}) => <TextField label={label} type="date" isRequired value={value} fault={fault} onValue={onValue} />;
