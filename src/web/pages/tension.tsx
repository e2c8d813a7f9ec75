/** One tension, for those it names: what happened, the path so far, and what can be done next. */
import { useSignal } from "@preact/signals";
import { useRoute } from "preact-iso/router";
import { write } from "../api.js";
import { Button } from "../components/button.js";
import { faultAt, LongTextField, SelectField, TextField } from "../components/fields.js";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { Ask } from "../components/ties/ask.js";
import { listed, shortDay } from "../format.js";
import en from "../i18n/en/tensions.js";
import fr from "../i18n/fr/tensions.js";
import { useHere, useMembers, useNameOf } from "../place.js";
import { useReading } from "../readings.js";
import { speak } from "../speech.js";
import { disputeSteps, type Tension } from "../ties-place.js";
import { useToday } from "../treasury-place.js";

const t = speak({ fr, en });

export default function TensionPage() {
  const here = useHere();
  const { params } = useRoute();
  const reading = useReading<Tension>(`${here.api}/tensions/${params.id}`);
  return <Shown reading={reading}>{(tension) => <OneTension key={tension.id} tension={tension} />}</Shown>;
}

function OneTension({ tension }: { tension: Tension }) {
  const here = useHere();
  const nameOf = useNameOf();
  const acting = useSignal<"step" | "name" | "give" | "close" | undefined>(undefined);
  const { title, text, ownerId, openedBy, closedOn, outcome, steps, people, mayHold, mayClose } = tension;
  const words = t().page;
  const close = () => {
    acting.value = undefined;
  };
  const act = (what: Exclude<typeof acting.value, undefined>, rank: "first" | "second" = "second") => (
    <Button
      rank={rank}
      onPress={() => {
        acting.value = what;
      }}
    >
      {t()[what].act}
    </Button>
  );
  return (
    <Page
      title={closedOn ? words.closed(title, shortDay(closedOn)) : words.open(title)}
      lead={words.lead(nameOf(ownerId), nameOf(openedBy))}
      back={{ href: `${here.home}/tensions`, label: t().back }}
    >
      {text && <p class="card pre-line">{text}</p>}
      {outcome && (
        <Section title={words.outcome}>
          <p class="notice green pre-line">{outcome}</p>
        </Section>
      )}
      <Section title={words.path}>
        {steps.length === 0 && <p class="muted">{words.none}</p>}
        {steps.map(({ number, step, takenOn, note, saidBy }) => (
          <div class="card" key={number}>
            <p class="strong">
              {t().steps[step]} · {shortDay(takenOn)}
            </p>
            <p class="pre-line">{note}</p>
            <p class="muted small">{nameOf(saidBy)}</p>
          </div>
        ))}
        {closedOn === null && act("step", "first")}
      </Section>
      <Section title={words.readers}>
        <p>{listed(people.map(({ memberId }) => nameOf(memberId)))}</p>
        {closedOn === null && (
          <div class="row">
            {act("name")}
            {mayHold && act("give")}
            {mayClose && act("close")}
          </div>
        )}
      </Section>
      {acting.value === "step" && <StepAsk tension={tension} onClose={close} />}
      {(acting.value === "name" || acting.value === "give") && <PersonAsk what={acting.value} tension={tension} onClose={close} />}
      {acting.value === "close" && <CloseAsk tension={tension} onClose={close} />}
    </Page>
  );
}

interface AskProps {
  tension: Tension;
  onClose: () => void;
}

function StepAsk({ tension: { id, lastStep }, onClose }: AskProps) {
  const here = useHere();
  const words = t().step;
  const possible = disputeSteps.slice(lastStep ? disputeSteps.indexOf(lastStep) : 0);
  const draft = useSignal({ step: possible[0] ?? "talk", takenOn: useToday(), note: "" });
  const { step, takenOn, note } = draft.value;
  const set = (change: Partial<typeof draft.value>) => {
    draft.value = { ...draft.value, ...change };
  };
  return (
    <Ask
      title={words.act}
      done={words.done}
      send={(key) => write<Tension>("POST", `${here.api}/tensions/${id}/steps`, draft.value, key)}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <SelectField
            label={words.what}
            value={step}
            fault={faultAt(problem, "step")}
            options={possible.map((value) => ({ value, label: t().steps[value] }))}
            onValue={(value) => set({ step: value as typeof step })}
          />
          <TextField
            type="date"
            label={words.on}
            isRequired
            value={takenOn}
            fault={faultAt(problem, "takenOn")}
            onValue={(value) => set({ takenOn: value })}
          />
          <LongTextField
            label={words.note}
            isRequired
            value={note}
            fault={faultAt(problem, "note")}
            onValue={(value) => set({ note: value })}
          />
        </>
      )}
    </Ask>
  );
}

function PersonAsk({ what, tension, onClose }: AskProps & { what: "name" | "give" }) {
  const here = useHere();
  const words = t()[what];
  const isOut = (id: string) => (what === "name" ? tension.people.some(({ memberId }) => memberId === id) : tension.ownerId === id);
  const people = (useMembers() ?? []).filter(({ kind, id }) => kind === "person" && !isOut(id));
  const chosen = useSignal("");
  const memberId = chosen.value || people[0]?.id || "";
  const at = `${here.api}/tensions/${tension.id}`;
  return (
    <Ask
      title={words.act}
      says={t().form.says}
      done={words.done}
      send={(key) =>
        what === "name"
          ? write<Tension>("POST", `${at}/people`, { memberIds: [memberId] }, key)
          : write<Tension>("PUT", `${at}/owner`, { ownerId: memberId }, key)
      }
      onClose={onClose}
    >
      {(problem) => (
        <SelectField
          label={words.who}
          value={memberId}
          fault={faultAt(problem, "ownerId", "memberIds[0]")}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          onValue={(value) => {
            chosen.value = value;
          }}
        />
      )}
    </Ask>
  );
}

function CloseAsk({ tension, onClose }: AskProps) {
  const here = useHere();
  const words = t().close;
  const outcome = useSignal("");
  return (
    <Ask
      title={words.act}
      says={words.says}
      done={words.done}
      send={(key) => write<Tension>("POST", `${here.api}/tensions/${tension.id}/close`, { outcome: outcome.value }, key)}
      onClose={onClose}
    >
      {(problem) => (
        <LongTextField
          label={words.outcome}
          isRequired
          value={outcome.value}
          fault={faultAt(problem, "outcome")}
          onValue={(value) => {
            outcome.value = value;
          }}
        />
      )}
    </Ask>
  );
}
