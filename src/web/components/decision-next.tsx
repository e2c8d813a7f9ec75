/** What can be done with a decision that is not open: try again, the last resort, reopen it, the council’s word. */
import { useSignal } from "@preact/signals";
import { write } from "../api.js";
import { type Decision, type DecisionRules, reopenable } from "../decision-figures.js";
import { instant, listed } from "../format.js";
import en from "../i18n/en/decision.js";
import fr from "../i18n/fr/decision.js";
import { useHere, useNameOf } from "../place.js";
import { useReading } from "../readings.js";
import { useTimeZone } from "../round-place.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { Button, ButtonLink } from "./button.js";
import { CheckField, faultAt, LongTextField } from "./fields.js";
import { Section } from "./page.js";
import { ProblemNote } from "./problem.js";
import { ChoiceField } from "./round-choice-field.js";
import { tell } from "./told.js";

const t = speak({ fr, en });

export function Next({ decision }: { decision: Decision }) {
  const { state, mayPropose } = decision;
  if (state === "waiting") return <CouncilWord decision={decision} />;
  const isBack = state === "postponed" || state === "reopened";
  return (
    <>
      {isBack && mayPropose && <Again decision={decision} />}
      {(state === "postponed" || state === "open") && <LastResort decision={decision} />}
      {decision.parts.some((part) => part.state !== "reopened") && mayPropose && state !== "open" && <Reopening decision={decision} />}
    </>
  );
}

function Again({ decision: { id, state, lastResort } }: { decision: Decision }) {
  const here = useHere();
  const timeZone = useTimeZone();
  const words = t().next;
  const from = lastResort?.possibleAt ?? null;
  const isWaiting = from !== null && Date.parse(from) > Date.now();
  return (
    <section class="card waits no-print">
      <h2>{words.title}</h2>
      {state === "postponed" && <p>{isWaiting ? words.asBefore(instant(from, timeZone)) : words.anytime}</p>}
      <ButtonLink href={`${here.home}/decisions/new?again=${id}`} rank="first" isWide>
        {state === "postponed" ? words.again : words.againReopened}
      </ButtonLink>
    </section>
  );
}

/** How near the last resort is, from the first block on. */
function LastResort({ decision: { id, circleId, state, attempts, lastResort, mayPropose } }: { decision: Decision }) {
  const here = useHere();
  const timeZone = useTimeZone();
  const rules = useReading<DecisionRules>(`${here.api}/decision-rules${circleId ? `?circle=${circleId}` : ""}`).value?.lastResort;
  const words = t().next;
  const wasBlocked = attempts.some(({ outcome }) => outcome?.kind === "postponed");
  if (!lastResort || !rules || rules.kind === "none" || !wasBlocked || attempts.at(-1)?.isLastResort) return null;
  const { isReady, possibleAt } = lastResort;
  const far = words.far(lastResort.attempts, lastResort.attemptsNeeded, lastResort.meetings, lastResort.meetingsNeeded);
  const isLater = possibleAt !== null && Date.parse(possibleAt) > Date.now();
  const means = rules.kind === "vote" ? words.lastSays.vote(rules.numerator, rules.denominator) : words.lastSays.council(rules.name);
  return (
    <Section title={words.last}>
      <p>{means}</p>
      <p class="strong">
        {far}
        {isLater && `, ${words.notBefore(instant(possibleAt, timeZone))}`}.
      </p>
      {lastResort.meetings < lastResort.meetingsNeeded && <p class="muted small">{words.meetingCounts}</p>}
      {isReady && mayPropose && state === "postponed" && (
        <div class="row no-print">
          <ButtonLink href={`${here.home}/decisions/new?again=${id}&last=yes`}>{words.lastReady}</ButtonLink>
        </div>
      )}
    </Section>
  );
}

function Reopening({ decision }: { decision: Decision }) {
  const here = useHere();
  const timeZone = useTimeZone();
  const words = t().next;
  const { now: free, restsUntil } = reopenable(decision);
  const reason = useSignal("");
  const chosen = useSignal<readonly string[] | undefined>(undefined);
  const ids = chosen.value ?? free.map(({ id }) => id);
  const sending = useSending((_: undefined, key) =>
    write<Decision>("POST", `${here.api}/decisions/${decision.id}/reopenings`, { reason: reason.value, partIds: ids }, key),
  );
  const submit = async () => {
    if (await sending.run(undefined)) tell(words.reopened);
  };
  return (
    <div class="stack no-print">
      {restsUntil !== null && <p class="muted">{words.rests(instant(restsUntil, timeZone))}</p>}
      {free.length > 0 && (
        <details>
          <summary>{words.reopen}</summary>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void submit();
            }}
          >
            <p>{words.reopenSays}</p>
            {free.length > 1 && (
              <fieldset class="field">
                <legend>{words.which}</legend>
                {free.map(({ id, title }) => (
                  <CheckField
                    key={id}
                    label={title}
                    isChecked={ids.includes(id)}
                    onChecked={(isChecked) => {
                      chosen.value = isChecked ? [...ids, id] : ids.filter((each) => each !== id);
                    }}
                  />
                ))}
              </fieldset>
            )}
            <LongTextField
              label={words.reason}
              rows={2}
              isRequired
              value={reason.value}
              fault={faultAt(sending.problem, "reason")}
              onValue={(value) => {
                reason.value = value;
              }}
            />
            <ProblemNote problem={sending.problem} onRetry={() => void submit()} />
            <Button isSubmit isBusy={sending.isBusy}>
              {words.reopen}
            </Button>
          </form>
        </details>
      )}
    </div>
  );
}

/** The last word, where the social code gives it to some people: whoever of them writes it down spoke. */
function CouncilWord({ decision: { id, council } }: { decision: Decision }) {
  const here = useHere();
  const nameOf = useNameOf();
  const verdict = useSignal<"adopts" | "rejects" | undefined>(undefined);
  const spoke = useSignal<readonly string[]>([here.me]);
  const sending = useSending((isAdopted: boolean, key) =>
    write<Decision>("POST", `${here.api}/decisions/${id}/rulings`, { isAdopted, memberIds: spoke.value }, key),
  );
  if (!council) return null;
  const words = t().council;
  const { name, memberIds } = council;
  const submit = async () => {
    if (verdict.value !== undefined && (await sending.run(verdict.value === "adopts"))) tell(words.told);
  };
  return (
    <section class="card waits no-print">
      <h2>{words.title(name)}</h2>
      <p>{words.lead(listed(memberIds.map(nameOf)), memberIds.length)}</p>
      {memberIds.includes(here.me) && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <fieldset class="field">
            <legend>{words.who}</legend>
            {memberIds.map((memberId) => (
              <CheckField
                key={memberId}
                label={nameOf(memberId)}
                isChecked={spoke.value.includes(memberId)}
                onChecked={(isChecked) => {
                  spoke.value = isChecked ? [...spoke.value, memberId] : spoke.value.filter((each) => each !== memberId);
                }}
              />
            ))}
          </fieldset>
          <ChoiceField<"adopts" | "rejects">
            legend={words.verdict}
            name="verdict"
            value={verdict.value as "adopts"}
            options={(["adopts", "rejects"] as const).map((value) => ({ value, label: words[value] }))}
            onValue={(value) => {
              verdict.value = value;
            }}
          />
          <ProblemNote problem={sending.problem} onRetry={() => void submit()} />
          <Button rank="first" isWide isSubmit isBusy={sending.isBusy} isOff={verdict.value === undefined}>
            {words.submit}
          </Button>
        </form>
      )}
    </section>
  );
}
