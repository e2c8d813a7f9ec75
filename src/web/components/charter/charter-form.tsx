/** The guided form of a charter: its articles one after another, each folded until it is its turn. */
import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Problem } from "../../api.js";
import { type Article, articles, type TypedCharter } from "../../charter-place.js";
import en from "../../i18n/en/charters.js";
import fr from "../../i18n/fr/charters.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { faultAt, LongTextField, SelectField, TextField } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { PartyField, useKnownParties } from "../ties/party-field.js";
import { SplitFields } from "./split-fields.js";

const t = speak({ fr, en });

interface FormProps {
  draft: Signal<TypedCharter>;
  circles: readonly { readonly id: string; readonly name: string }[];
  /** Its name and circle are those of its envelope by now. */
  isNamed: boolean;
  problem: Problem | undefined;
  isBusy: boolean;
  onSubmit: () => void;
  onForget: () => void;
}

export function CharterForm({ draft, circles, isNamed, problem, isBusy, onSubmit, onForget }: FormProps) {
  const { title, circleId } = draft.value;
  const set = (change: Partial<TypedCharter>) => {
    draft.value = { ...draft.value, ...change };
  };
  const extras: Partial<Record<Article, ComponentChildren>> = {
    roles: <RoleFields draft={draft} problem={problem} />,
    dates: (
      <div class="pair">
        <TextField
          type="date"
          label={t().form.startsOn}
          value={draft.value.startsOn}
          fault={faultAt(problem, "startsOn")}
          onValue={(startsOn) => set({ startsOn })}
        />
        <TextField
          type="date"
          label={t().form.endsOn}
          value={draft.value.endsOn}
          fault={faultAt(problem, "endsOn")}
          onValue={(endsOn) => set({ endsOn })}
        />
      </div>
    ),
    split: <SplitFields draft={draft} problem={problem} />,
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {!isNamed && (
        <>
          <TextField
            label={t().form.name}
            isRequired
            autocomplete="off"
            value={title}
            fault={faultAt(problem, "title", "body.title")}
            onValue={(value) => set({ title: value })}
          />
          {circles.length > 1 && (
            <SelectField
              label={t().form.circle}
              value={circleId}
              fault={faultAt(problem, "circleId")}
              options={circles.map(({ id, name }) => ({ value: id, label: name }))}
              onValue={(value) => set({ circleId: value })}
            />
          )}
        </>
      )}
      {articles.map((article, place) => (
        <details key={article} class="card" open={article === "object" || article === "roles" || article === "split"}>
          <summary>{t().numbered(place + 1, t().articles[article])}</summary>
          <div class="stack">
            <LongTextField
              label={t().form.text(t().articles[article])}
              rows={4}
              value={draft.value.articles[article]}
              fault={faultAt(problem, `articles.${article}`)}
              onValue={(value) => set({ articles: { ...draft.value.articles, [article]: value } })}
            />
            {extras[article]}
          </div>
        </details>
      ))}
      <ProblemNote problem={problem} onRetry={onSubmit} />
      <Button rank="first" isWide isSubmit isBusy={isBusy}>
        {t().form.save}
      </Button>
      <Button rank="link" onPress={onForget}>
        {t().form.forget}
      </Button>
    </form>
  );
}

function RoleFields({ draft, problem }: Pick<FormProps, "draft" | "problem">) {
  const known = useKnownParties();
  const { parties } = draft.value;
  return (
    <div class="stack">
      <PartyField
        chosen={parties}
        choose={(chosen) => {
          const roleOf = (id: string) => parties.find((party) => party.id === id)?.role ?? "";
          draft.value = { ...draft.value, parties: chosen.map(({ kind, id }) => ({ kind, id, role: roleOf(id) })) };
        }}
        fault={faultAt(problem, "parties", ...parties.map((_, place) => `parties[${place}].id`))}
      />
      {parties.map(({ id, role }) => (
        <TextField
          key={id}
          label={t().form.roleOf(known.find((party) => party.id === id)?.name ?? "…")}
          value={role}
          autocomplete="off"
          onValue={(value) => {
            draft.value = { ...draft.value, parties: parties.map((party) => (party.id === id ? { ...party, role: value } : party)) };
          }}
        />
      ))}
    </div>
  );
}
