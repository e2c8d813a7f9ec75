/** Opening a period of reviews, or a retrospective. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import { write } from "../../api.js";
import { today } from "../../format.js";
import en from "../../i18n/en/reviews.js";
import fr from "../../i18n/fr/reviews.js";
import { useCircles, useEnvelopes, useHere, useMembers } from "../../place.js";
import type { Retrospective, ReviewPeriod } from "../../recognition-place.js";
import { inDays, instantAt } from "../../round-dates.js";
import { useTimeZone } from "../../round-place.js";
import { speak } from "../../speech.js";
import { daysOf } from "../../wealth-period.js";
import { CheckField, faultAt, SelectField, TextField } from "../fields.js";
import { PeopleField } from "../people-field.js";
import { Ask } from "../ties/ask.js";

const t = speak({ fr, en });

const thisQuarter = () => daysOf("quarter", today(), { from: "", until: "" });

/** Circles their reader may speak for. */
function useOwnCircles() {
  const here = useHere();
  return (useCircles() ?? []).filter(({ id, isArchived }) => !isArchived && (here.isAdmin || here.pilots(id)));
}

export function OpeningPeriod({ onClose }: { onClose: () => void }) {
  const here = useHere();
  const { route } = useLocation();
  const timeZone = useTimeZone();
  const circles = useOwnCircles();
  const own = new Set(circles.map(({ id }) => id));
  const envelopes = (useEnvelopes() ?? []).filter(({ circleId, closedAt }) => closedAt === null && own.has(circleId));
  // Nobody is chosen one by one unless somebody wants to: then those of the circle are ticked to begin with.
  const unchosen: { people: readonly string[] | null } = { people: null };
  const draft = useSignal({ title: "", place: "", ...thisQuarter(), closes: inDays(7, "18:00", timeZone), ...unchosen });
  const set = (change: Partial<typeof draft.value>) => {
    draft.value = { ...draft.value, ...change };
  };
  const options = [
    ...envelopes.map(({ id, name }) => ({ value: `envelopeId ${id}`, label: t().form.envelope(name) })),
    ...circles.map(({ id, name }) => ({ value: `circleId ${id}`, label: t().form.circle(name) })),
  ];
  const place = draft.value.place || (options[0]?.value ?? "");
  const [field = "", id = ""] = place.split(" ");
  const circleId = field === "circleId" ? id : envelopes.find((each) => each.id === id)?.circleId;
  const seated = circles.find((each) => each.id === circleId)?.members.map(({ memberId }) => memberId) ?? [];
  const { people } = draft.value;
  const send = (key: string) => {
    const { title, from, until, closes } = draft.value;
    const days = { fromOn: from, untilOn: until, closesAt: instantAt(closes, timeZone) ?? closes };
    const body = { title, [field]: id, ...days, memberIds: people };
    return write<ReviewPeriod>("POST", `${here.api}/review-periods`, body, key);
  };
  return (
    <Ask
      title={t().open}
      says={t().form.says}
      done={t().form.done}
      send={send}
      onDone={({ id }) => route(`${here.home}/reviews/${id}`)}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <TextField
            label={t().form.title}
            isRequired
            autocomplete="off"
            value={draft.value.title}
            fault={faultAt(problem, "title")}
            onValue={(title) => set({ title })}
          />
          <SelectField label={t().form.place} value={place} options={options} onValue={(value) => set({ place: value, people: null })} />
          <Days days={draft.value} problem={problem} onDays={set} />
          <TextField
            label={t().form.closes}
            hint={t().form.closesHint}
            type="datetime-local"
            isRequired
            value={draft.value.closes}
            fault={faultAt(problem, "closesAt")}
            onValue={(closes) => set({ closes })}
          />
          <CheckField
            label={t().form.choose}
            hint={t().form.chooseHint}
            isChecked={people !== null}
            onChecked={(isChecked) => set({ people: isChecked ? seated : null })}
          />
          {people && <PeopleField legend={t().form.people} chosen={people} choose={(chosen) => set({ people: chosen })} />}
        </>
      )}
    </Ask>
  );
}

interface DaysProps {
  days: { readonly from: string; readonly until: string };
  problem: Parameters<typeof faultAt>[0];
  onDays: (change: { from?: string; until?: string }) => void;
}

function Days({ days, problem, onDays }: DaysProps) {
  return (
    <div class="pair">
      <TextField
        label={t().form.from}
        type="date"
        isRequired
        value={days.from}
        fault={faultAt(problem, "fromOn")}
        onValue={(from) => onDays({ from })}
      />
      <TextField
        label={t().form.until}
        type="date"
        isRequired
        value={days.until}
        fault={faultAt(problem, "untilOn")}
        onValue={(until) => onDays({ until })}
      />
    </div>
  );
}

export function OpeningRetrospective({ onClose }: { onClose: () => void }) {
  const here = useHere();
  const { route } = useLocation();
  const circles = useOwnCircles();
  const members = useMembers()?.filter(({ kind }) => kind === "person") ?? [];
  const draft = useSignal({ circle: "", ...thisQuarter(), harvester: here.me });
  const set = (change: Partial<typeof draft.value>) => {
    draft.value = { ...draft.value, ...change };
  };
  const { circle, from, until, harvester } = draft.value;
  const circleId = circle || (circles[0]?.id ?? "");
  const words = t().retrospectives;
  return (
    <Ask
      title={words.open}
      done={words.opened}
      send={(key) =>
        write<Retrospective>("POST", `${here.api}/retrospectives`, { circleId, fromOn: from, untilOn: until, harvesterId: harvester }, key)
      }
      onDone={({ id }) => route(`${here.home}/retrospectives/${id}`)}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <SelectField
            label={t().form.place}
            value={circleId}
            options={circles.map(({ id, name }) => ({ value: id, label: t().form.circle(name) }))}
            onValue={(value) => set({ circle: value })}
          />
          <Days days={draft.value} problem={problem} onDays={set} />
          <SelectField
            label={words.harvester}
            hint={words.harvesterHint}
            value={harvester}
            options={members.map(({ id, name }) => ({ value: id, label: name }))}
            onValue={(value) => set({ harvester: value })}
          />
        </>
      )}
    </Ask>
  );
}
