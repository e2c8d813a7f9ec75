/** The end of a charter: opened with a reason, then a checklist, each step ticked once; closed, what was learnt comes first. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import type { Charter } from "../../charter-place.js";
import { money, shortDay } from "../../format.js";
import en from "../../i18n/en/charters.js";
import fr from "../../i18n/fr/charters.js";
import { useHere, useNameOf } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button, ButtonLink } from "../button.js";
import { faultAt, LongTextField } from "../fields.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });

export function CharterEnd({ charter }: { charter: Charter }) {
  const { windingDown, status, mayChange, currency } = charter;
  const name = useNameOf();
  const here = useHere();
  if (!windingDown) return status === "in-force" && mayChange ? <Beginning charter={charter} /> : null;
  const words = t().end;
  const isHeld = /[1-9]/.test(windingDown.balance);
  const isWinding = status === "winding-down";
  const learnt = isWinding ? undefined : windingDown.steps.find(({ step }) => step === "document")?.done;
  return (
    <div class="no-print stack loose">
      {learnt && (
        <Section title={words.learnt}>
          <div class="card">
            <p class="pre-line">{learnt.note}</p>
            <p class="muted small">{words.done(name(learnt.by), shortDay(learnt.on))}</p>
          </div>
        </Section>
      )}
      <Section title={isWinding ? words.title : words.how}>
        <p class="notice pre-line">{windingDown.reason}</p>
        {isWinding && (
          <div class="row between">
            <p class="muted">{isHeld ? words.balance(money(windingDown.balance, currency)) : words.empty}</p>
            {isHeld && here.isTreasurer && (
              <ButtonLink href={`${here.home}/treasury/money-in?returns=${charter.envelopeId}`}>{words.giveBack}</ButtonLink>
            )}
          </div>
        )}
        <ol class="card plain-list ruled">
          {windingDown.steps.map(({ step, done }) => (
            <li key={step} class="stack tight">
              <span class="strong">
                {done ? "✓ " : ""}
                {words.steps[step].name}
              </span>
              {done ? (
                <>
                  <span class="muted small">{words.done(name(done.by), shortDay(done.on))}</span>
                  {done.note !== "" && done !== learnt && <span class="pre-line">{done.note}</span>}
                </>
              ) : (
                <>
                  <span class="muted small">{words.steps[step].says}</span>
                  {isWinding && mayChange && <Ticking charter={charter} step={step} />}
                </>
              )}
            </li>
          ))}
        </ol>
      </Section>
    </div>
  );
}

type Step = NonNullable<Charter["windingDown"]>["steps"][number]["step"];

function Ticking({ charter, step }: { charter: Charter; step: Step }) {
  const here = useHere();
  const words = t().end;
  const note = useSignal("");
  const ticking = useSending((_: undefined, key) =>
    write<Charter>("POST", `${here.api}/charters/${charter.id}/winding-down/steps`, { step, note: note.value }, key),
  );
  const tick = async () => {
    const after = await ticking.run(undefined);
    if (after) tell(after.status === "closed" ? words.closed : words.ticked);
  };
  return (
    <details>
      <summary>{words.tick(words.steps[step].name)}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void tick();
        }}
      >
        <LongTextField
          label={step === "document" ? words.experience : words.note}
          rows={step === "document" ? 6 : 2}
          isRequired={step === "document"}
          value={note.value}
          fault={faultAt(ticking.problem, "note")}
          onValue={(value) => {
            note.value = value;
          }}
        />
        <ProblemNote problem={ticking.problem} onRetry={() => void tick()} />
        <Button isSubmit isBusy={ticking.isBusy}>
          {words.act}
        </Button>
      </form>
    </details>
  );
}

function Beginning({ charter }: { charter: Charter }) {
  const here = useHere();
  const words = t().end;
  const reason = useSignal("");
  const sending = useSending((_: undefined, key) =>
    write<Charter>("POST", `${here.api}/charters/${charter.id}/winding-down`, { reason: reason.value }, key),
  );
  const begin = async () => {
    if (await sending.run(undefined)) tell(words.begun);
  };
  return (
    <details class="card no-print">
      <summary>{words.begin}</summary>
      <div class="stack">
        <p>{words.path}</p>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void begin();
          }}
        >
          <LongTextField
            label={words.reason}
            isRequired
            rows={3}
            value={reason.value}
            fault={faultAt(sending.problem, "reason")}
            onValue={(value) => {
              reason.value = value;
            }}
          />
          <ProblemNote problem={sending.problem} onRetry={() => void begin()} />
          <Button rank="irreversible" isSubmit isBusy={sending.isBusy}>
            {words.begin}
          </Button>
        </form>
      </div>
    </details>
  );
}
