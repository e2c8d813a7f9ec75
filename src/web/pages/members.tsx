/** Everybody of the collective, people and structures; who has left is behind a choice. */

import { useSignal } from "@preact/signals";
import { nameKey } from "../../domain/fold.js";
import { initialOf } from "../../domain/one-line.js";
import { Button } from "../components/button.js";
import { SelectField, TextField } from "../components/fields.js";
import { Pill } from "../components/figures.js";
import { AddingDialog } from "../components/house/member-adding.js";
import { Page } from "../components/page.js";
import { Shown } from "../components/reading.js";
import en from "../i18n/en/members.js";
import fr from "../i18n/fr/members.js";
import { type Member, useHere } from "../place.js";
import { useList } from "../readings.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });
/** Fewer are found by the eye. */
const searchedFrom = 12;

export default function MembersPage() {
  const here = useHere();
  const presence = useSignal<"present" | "left">("present");
  const sought = useSignal("");
  const isAdding = useSignal(false);
  const reading = useList<Member>(
    presence.value === "present" ? `${here.api}/members?limit=200` : `${here.api}/members?limit=200&presence=left`,
  );
  const mayAdd = here.isAdmin || here.isTreasurer || here.pilotOf.length > 0;
  const add = (
    <Button
      rank="first"
      onPress={() => {
        isAdding.value = true;
      }}
    >
      {t().list.add}
    </Button>
  );
  return (
    <Shown reading={reading}>
      {(members) => (
        <Page title={titleOf(members, presence.value)} lead={leadOf(members, here.isAdmin)} actions={mayAdd && add}>
          <div class="pair">
            {members.length >= searchedFrom && (
              <TextField
                label={t().list.search}
                autocomplete="off"
                value={sought.value}
                onValue={(value) => {
                  sought.value = value;
                }}
              />
            )}
            <SelectField
              label={t().list.presence}
              value={presence.value}
              options={[
                { value: "present", label: t().list.present },
                { value: "left", label: t().list.left },
              ]}
              onValue={(value) => {
                presence.value = value as "present" | "left";
              }}
            />
          </div>
          <MemberList
            members={members.filter(({ name }) => nameKey(name).includes(nameKey(sought.value)))}
            isSought={sought.value !== ""}
          />
          {isAdding.value && (
            <AddingDialog
              onClose={() => {
                isAdding.value = false;
              }}
            />
          )}
        </Page>
      )}
    </Shown>
  );
}

function titleOf(members: readonly Member[], presence: "present" | "left"): string {
  const structures = members.filter(({ kind }) => kind === "structure").length;
  return presence === "left" ? t().list.titleLeft(members.length) : t().list.title(members.length - structures, structures);
}

function leadOf(members: readonly Member[], isAdmin: boolean): string {
  const waiting = members.filter(({ kind, hasLogin, leftOn }) => kind === "person" && !hasLogin && leftOn === null).length;
  return isAdmin && waiting > 0 ? t().list.waiting(waiting) : t().list.lead;
}

function MemberList({ members, isSought }: { members: readonly Member[]; isSought: boolean }) {
  const here = useHere();
  if (members.length === 0) return isSought ? <p class="muted">{t().list.none}</p> : null;
  return (
    <ul class="plain-list ruled card">
      {members.map(({ id, name, kind, standings, roles, hasLogin, leftOn }) => (
        <li key={id} class="row whole">
          <span class="avatar" aria-hidden="true">
            {initialOf(name)}
          </span>
          <span class="grow spaced">
            <a href={`${here.home}/members/${id}`}>{name}</a>{" "}
            {roles.map((role) => (
              <Pill key={role} tone="green">
                {t().roles[role]}
              </Pill>
            ))}
            {kind === "person" && !hasLogin && leftOn === null && here.isAdmin && <Pill tone="wheat">{t().list.noLogin}</Pill>}
            <span class="muted small meaning">
              {[...(kind === "structure" ? [t().page.structure] : []), ...standings.map((each) => t().standings[each])].join(", ")}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
