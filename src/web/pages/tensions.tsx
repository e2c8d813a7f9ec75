/** Tensions that name the reader; of all others, how many there are. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import { write } from "../api.js";
import { Button } from "../components/button.js";
import { CheckField, faultAt, LongTextField, SelectField, TextField } from "../components/fields.js";
import { Empty, Page } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { Ask } from "../components/ties/ask.js";
import en from "../i18n/en/tensions.js";
import fr from "../i18n/fr/tensions.js";
import { useHere, useMembers, useNameOf } from "../place.js";
import { useList, useReading } from "../readings.js";
import { speak } from "../speech.js";
import type { Tension, TensionCount, TensionLine } from "../ties-place.js";

const t = speak({ fr, en });

export default function TensionsPage() {
  const here = useHere();
  const isOpening = useSignal(false);
  const reading = useList<TensionLine>(`${here.api}/tensions?limit=200`);
  const count = useReading<TensionCount>(`${here.api}/tensions/count`).value;
  const begin = (
    <Button
      rank="first"
      onPress={() => {
        isOpening.value = true;
      }}
    >
      {t().open}
    </Button>
  );
  return (
    <Shown reading={reading}>
      {(tensions) => {
        const open = tensions.filter(({ closedOn }) => closedOn === null);
        const closed = tensions.filter(({ closedOn }) => closedOn !== null);
        return (
          <Page title={t().title(open.length)} lead={count && t().lead(count.open, count.closed)} actions={begin}>
            {tensions.length === 0 && (
              <Empty title={t().empty.title}>
                <p>{t().empty.says}</p>
              </Empty>
            )}
            <Cards tensions={open} />
            {closed.length > 0 && (
              <details>
                <summary>{t().closed(closed.length)}</summary>
                <Cards tensions={closed} />
              </details>
            )}
            {isOpening.value && (
              <Opening
                onClose={() => {
                  isOpening.value = false;
                }}
              />
            )}
          </Page>
        );
      }}
    </Shown>
  );
}

function Cards({ tensions }: { tensions: readonly TensionLine[] }) {
  const here = useHere();
  const nameOf = useNameOf();
  return (
    <ul class="plain-list stack">
      {tensions.map(({ id, title, ownerId, lastStep }) => (
        <li key={id}>
          <a class="card" href={`${here.home}/tensions/${id}`}>
            <span class="strong good">{title}</span>
            <span class="muted small">
              {t().heldBy(nameOf(ownerId))} · {lastStep ? t().steps[lastStep] : t().noStep}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Opening({ onClose }: { onClose: () => void }) {
  const here = useHere();
  const { route } = useLocation();
  const words = t().form;
  const people = (useMembers() ?? []).filter(({ kind }) => kind === "person");
  const draft = useSignal({ title: "", text: "", ownerId: here.me, namedIds: [] as readonly string[] });
  const { title, text, ownerId, namedIds } = draft.value;
  const set = (change: Partial<typeof draft.value>) => {
    draft.value = { ...draft.value, ...change };
  };
  return (
    <Ask
      title={t().open}
      done={words.done}
      send={(key) => write<Tension>("POST", `${here.api}/tensions`, draft.value, key)}
      onDone={({ id }) => route(`${here.home}/tensions/${id}`)}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <TextField
            label={words.title}
            isRequired
            autocomplete="off"
            value={title}
            fault={faultAt(problem, "title")}
            onValue={(value) => set({ title: value })}
          />
          <LongTextField label={words.text} value={text} fault={faultAt(problem, "text")} onValue={(value) => set({ text: value })} />
          <SelectField
            label={words.owner}
            value={ownerId}
            fault={faultAt(problem, "ownerId")}
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
            onValue={(value) => set({ ownerId: value })}
          />
          <fieldset class="field">
            <legend>{words.named}</legend>
            <p class="muted small">{words.says}</p>
            <div class="choices">
              {people
                .filter(({ id }) => id !== ownerId && id !== here.me)
                .map(({ id, name }) => (
                  <CheckField
                    key={id}
                    label={name}
                    isChecked={namedIds.includes(id)}
                    onChecked={(isChecked) => set({ namedIds: isChecked ? [...namedIds, id] : namedIds.filter((each) => each !== id) })}
                  />
                ))}
            </div>
          </fieldset>
        </>
      )}
    </Ask>
  );
}
