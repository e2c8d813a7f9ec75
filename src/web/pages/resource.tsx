/** One resource: who looks after it, by which rights, who uses it and under which contract. */
import { useSignal } from "@preact/signals";
import { useRoute } from "preact-iso/router";
import { write } from "../api.js";
import { Button } from "../components/button.js";
import { Pill } from "../components/figures.js";
import { Page, Section } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { Shown } from "../components/reading.js";
import { ResourceDialog, UseDialog, UseEndDialog } from "../components/ties/resource-dialogs.js";
import { tell } from "../components/told.js";
import { shortDay } from "../format.js";
import contracts_en from "../i18n/en/contracts.js";
import en from "../i18n/en/resources.js";
import contracts_fr from "../i18n/fr/contracts.js";
import fr from "../i18n/fr/resources.js";
import { useHere, useNameOf } from "../place.js";
import { useReading } from "../readings.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { type Resource, type ResourceUse, rightNames, usersOn } from "../ties-place.js";
import { useToday } from "../treasury-place.js";

const t = speak({ fr, en });
const contracts = speak({ fr: contracts_fr, en: contracts_en });

export default function ResourcePage() {
  const here = useHere();
  const { params } = useRoute();
  const reading = useReading<Resource>(`${here.api}/resources/${params.id}`);
  return <Shown reading={reading}>{(resource) => <OneResource key={resource.id} resource={resource} />}</Shown>;
}

function OneResource({ resource }: { resource: Resource }) {
  const here = useHere();
  const nameOf = useNameOf();
  const acting = useSignal<"edit" | "use" | undefined>(undefined);
  const { name, what, stewardId, isArchived, mayChange } = resource;
  const close = () => {
    acting.value = undefined;
  };
  return (
    <Page title={name} lead={t().keptBy(nameOf(stewardId))} back={{ href: `${here.home}/resources`, label: t().back }}>
      {isArchived && (
        <p>
          <Pill>{t().archivedPill}</Pill>
        </p>
      )}
      {what && <p class="card pre-line">{what}</p>}
      <Rights resource={resource} />
      <Uses resource={resource} />
      {mayChange && (
        <div class="row no-print">
          {!isArchived && (
            <Button
              rank="first"
              onPress={() => {
                acting.value = "use";
              }}
            >
              {t().uses.add}
            </Button>
          )}
          {!isArchived && (
            <Button
              onPress={() => {
                acting.value = "edit";
              }}
            >
              {t().edit}
            </Button>
          )}
          <Archiving resource={resource} />
        </div>
      )}
      {acting.value === "edit" && <ResourceDialog resource={resource} onClose={close} />}
      {acting.value === "use" && <UseDialog resource={resource} onClose={close} />}
    </Page>
  );
}

function Rights({ resource: { rights } }: { resource: Resource }) {
  return (
    <Section title={t().rights.title}>
      {rights.length === 0 && <p class="muted">{t().rights.none}</p>}
      {rights.map((right) => (
        <div class="card" key={right.category}>
          <p class="strong">{contracts().categories[right.category]}</p>
          <dl class="sheet">
            {rightNames
              .filter((field) => right[field] !== "")
              .map((field) => (
                <div key={field}>
                  <dt>{t().rights[field]}</dt>
                  <dd class="pre-line">{right[field]}</dd>
                </div>
              ))}
          </dl>
        </div>
      ))}
    </Section>
  );
}

function Uses({ resource }: { resource: Resource }) {
  const today = useToday();
  const ending = useSignal<ResourceUse | undefined>(undefined);
  const current = usersOn(resource, today);
  const before = resource.users.filter((use) => !current.includes(use));
  return (
    <Section title={t().uses.title}>
      {current.length === 0 && <p class="muted">{t().uses.none}</p>}
      {current.length > 0 && (
        <ul class="card plain-list ruled">
          {current.map((use) => (
            <li key={use.id} class="row between">
              <UseLine use={use} />
              {resource.mayChange && use.untilOn === null && (
                <Button
                  rank="link"
                  onPress={() => {
                    ending.value = use;
                  }}
                >
                  {t().uses.endTitle}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {before.length > 0 && (
        <details>
          <summary>{t().uses.before(before.length)}</summary>
          <ul class="plain-list ruled">
            {before.map((use) => (
              <li key={use.id}>
                <UseLine use={use} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {ending.value && (
        <UseEndDialog
          resource={resource}
          use={ending.value}
          onClose={() => {
            ending.value = undefined;
          }}
        />
      )}
    </Section>
  );
}

function UseLine({ use: { party, sinceOn, untilOn, contractId } }: { use: ResourceUse }) {
  const here = useHere();
  const days = untilOn ? t().uses.between(shortDay(sinceOn), shortDay(untilOn)) : t().uses.since(shortDay(sinceOn));
  return (
    <span class="stack tight">
      <span class="strong">{party.name}</span>
      <span class="muted small">
        {days}
        {contractId && (
          <>
            {" · "}
            <a href={`${here.home}/contracts/${contractId}`}>{t().uses.under}</a>
          </>
        )}
      </span>
    </span>
  );
}

function Archiving({ resource: { id, isArchived } }: { resource: Resource }) {
  const here = useHere();
  const sending = useSending((_: undefined, key) =>
    write<Resource>("PATCH", `${here.api}/resources/${id}`, { isArchived: !isArchived }, key),
  );
  const run = async () => {
    if (await sending.run(undefined)) tell(isArchived ? t().takenUp : t().archivedNow);
  };
  return (
    <>
      <Button isBusy={sending.isBusy} onPress={() => void run()}>
        {isArchived ? t().takeUp : t().archive}
      </Button>
      <ProblemNote problem={sending.problem} onRetry={() => void run()} />
    </>
  );
}
