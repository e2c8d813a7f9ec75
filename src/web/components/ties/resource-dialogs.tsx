/** Writing a resource’s page, and who uses it from when to when. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import { write } from "../../api.js";
import contracts_en from "../../i18n/en/contracts.js";
import en from "../../i18n/en/resources.js";
import contracts_fr from "../../i18n/fr/contracts.js";
import fr from "../../i18n/fr/resources.js";
import { useHere, useMembers } from "../../place.js";
import { useList } from "../../readings.js";
import { speak } from "../../speech.js";
import { type Category, type ContractLine, categories, type Resource, type ResourceUse, rightNames } from "../../ties-place.js";
import { useToday } from "../../treasury-place.js";
import { faultAt, LongTextField, SelectField, TextField } from "../fields.js";
import { Ask } from "./ask.js";
import { useKnownParties } from "./party-field.js";

const t = speak({ fr, en });
const contracts = speak({ fr: contracts_fr, en: contracts_en });

type Right = Resource["rights"][number];

/** The rights as a form has them: one for each category, empty where nothing is written. */
const everyRight = (rights: readonly Right[]): readonly Right[] =>
  categories.map((category) => rights.find((each) => each.category === category) ?? { category, access: "", use: "", change: "" });

/** A new resource, or one whose page is changed. */
export function ResourceDialog({ resource, onClose }: { resource?: Resource; onClose: () => void }) {
  const here = useHere();
  const { route } = useLocation();
  const people = useMembers() ?? [];
  const draft = useSignal({
    name: resource?.name ?? "",
    what: resource?.what ?? "",
    stewardId: resource?.stewardId ?? here.me,
    rights: everyRight(resource?.rights ?? []),
  });
  const { name, what, stewardId, rights } = draft.value;
  const set = (change: Partial<typeof draft.value>) => {
    draft.value = { ...draft.value, ...change };
  };
  const written = rights.filter((each) => rightNames.some((right) => each[right].trim() !== ""));
  const placeOf = (category: Category) => written.findIndex((each) => each.category === category);
  return (
    <Ask
      title={resource ? t().edit : t().add}
      done={t().saved}
      send={(key) => {
        const body = { name, what, stewardId, rights: written };
        return resource
          ? write<Resource>("PATCH", `${here.api}/resources/${resource.id}`, body, key)
          : write<Resource>("POST", `${here.api}/resources`, body, key);
      }}
      onDone={({ id }) => {
        if (!resource) route(`${here.home}/resources/${id}`);
      }}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <TextField
            label={t().name}
            isRequired
            autocomplete="off"
            value={name}
            fault={faultAt(problem, "name")}
            onValue={(value) => set({ name: value })}
          />
          <LongTextField
            label={t().what}
            rows={2}
            value={what}
            fault={faultAt(problem, "what")}
            onValue={(value) => set({ what: value })}
          />
          <SelectField
            label={t().steward}
            value={stewardId}
            fault={faultAt(problem, "stewardId")}
            options={people.map((each) => ({ value: each.id, label: each.name }))}
            onValue={(value) => set({ stewardId: value })}
          />
          <p class="strong">{t().rights.title}</p>
          <p class="muted small">{t().rights.hint}</p>
          {rights.map((right) => (
            <details key={right.category} open={placeOf(right.category) >= 0 && !resource}>
              <summary>{contracts().categories[right.category]}</summary>
              {rightNames.map((field) => (
                <LongTextField
                  key={field}
                  label={t().rights[field]}
                  rows={1}
                  value={right[field]}
                  fault={faultAt(problem, `rights[${placeOf(right.category)}].${field}`)}
                  onValue={(value) => set({ rights: rights.map((each) => (each === right ? { ...each, [field]: value } : each)) })}
                />
              ))}
            </details>
          ))}
        </>
      )}
    </Ask>
  );
}

/** Somebody uses it, under a contract in force of theirs or under none. */
export function UseDialog({ resource, onClose }: { resource: Resource; onClose: () => void }) {
  const here = useHere();
  const parties = useKnownParties();
  const inForce = (useList<ContractLine>(`${here.api}/contracts?limit=200`).value ?? []).filter(({ status }) => status === "signed");
  const draft = useSignal({ partyId: "", sinceOn: useToday(), untilOn: "", contractId: "" });
  const { partyId, sinceOn, untilOn, contractId } = draft.value;
  const set = (change: Partial<typeof draft.value>) => {
    draft.value = { ...draft.value, ...change };
  };
  const party = parties.find(({ id }) => id === partyId);
  const theirs = inForce.filter((each) => each.parties.some(({ id }) => id === partyId));
  return (
    <Ask
      title={t().uses.add}
      done={t().uses.done}
      send={(key) => {
        const who = { kind: party?.kind ?? "member", id: partyId };
        const body = { party: who, sinceOn, untilOn: untilOn || null, contractId: contractId || null };
        return write<Resource>("POST", `${here.api}/resources/${resource.id}/users`, body, key);
      }}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <SelectField
            label={t().uses.who}
            isRequired
            value={partyId}
            fault={faultAt(problem, "party.id")}
            options={[{ value: "", label: t().uses.choose }, ...parties.map(({ id, name }) => ({ value: id, label: name }))]}
            onValue={(value) => set({ partyId: value, contractId: "" })}
          />
          <TextField
            type="date"
            label={t().uses.sinceOn}
            isRequired
            value={sinceOn}
            fault={faultAt(problem, "sinceOn")}
            onValue={(value) => set({ sinceOn: value })}
          />
          <TextField
            type="date"
            label={t().uses.untilOn}
            hint={t().uses.untilHint}
            value={untilOn}
            fault={faultAt(problem, "untilOn")}
            onValue={(value) => set({ untilOn: value })}
          />
          <SelectField
            label={t().uses.contract}
            value={contractId}
            fault={faultAt(problem, "contractId")}
            options={[{ value: "", label: t().uses.noContract }, ...theirs.map(({ id, title }) => ({ value: id, label: title }))]}
            onValue={(value) => set({ contractId: value })}
          />
        </>
      )}
    </Ask>
  );
}

export function UseEndDialog({ resource, use, onClose }: { resource: Resource; use: ResourceUse; onClose: () => void }) {
  const here = useHere();
  const untilOn = useSignal(useToday());
  return (
    <Ask
      title={t().uses.endTitle}
      says={t().uses.end(use.party.name)}
      done={t().uses.ended}
      send={(key) => write<Resource>("PATCH", `${here.api}/resources/${resource.id}/users/${use.id}`, { untilOn: untilOn.value }, key)}
      onClose={onClose}
    >
      {(problem) => (
        <TextField
          type="date"
          label={t().uses.untilOn}
          isRequired
          value={untilOn.value}
          fault={faultAt(problem, "untilOn")}
          onValue={(value) => {
            untilOn.value = value;
          }}
        />
      )}
    </Ask>
  );
}
