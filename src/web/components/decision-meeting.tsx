/** A decision taken in a meeting: which one, who of those present said what, and whether the absent are given time. */
import type { z } from "zod";
import { choices } from "../../domain/consent/decision.js";
import type { meetingPage } from "../../features/circles/meetings.schema.js";
import type { Problem } from "../api.js";
import type { TypedProposal, TypedWord } from "../decision-drafts.js";
import type { DecisionRules } from "../decision-figures.js";
import { longDay } from "../format.js";
import { type Meeting, placesInDay } from "../house-meetings.js";
import common_en from "../i18n/en/common.js";
import en from "../i18n/en/decision-new.js";
import common_fr from "../i18n/fr/common.js";
import fr from "../i18n/fr/decision-new.js";
import { nameIn, useCircles, useHere, useNameOf } from "../place.js";
import { useList, useReading } from "../readings.js";
import { speak } from "../speech.js";
import { ButtonLink } from "./button.js";
import { faultAt, SelectField, TextField } from "./fields.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

type MeetingLine = z.output<typeof meetingPage>["items"][number];

interface MeetingProps {
  typed: TypedProposal;
  rules: DecisionRules;
  problem: Problem | undefined;
  set: (change: Partial<TypedProposal>) => void;
}

/** The notes of the meeting that was chosen. */
export const useChosenMeeting = ({ way, meetingId }: TypedProposal): Meeting | undefined =>
  useReading<Meeting>(way === "meeting" && meetingId !== "" ? `${useHere().api}/meetings/${meetingId}` : null).value;

export function MeetingFields({ typed, rules, problem, set }: MeetingProps) {
  const here = useHere();
  const circleOf = nameIn(useCircles());
  const { circleId, meetingId, hours } = typed;
  const meetings = useList<MeetingLine>(`${here.api}/meetings?limit=200${circleId ? `&circle=${circleId}` : ""}`).value ?? [];
  if (meetings.length === 0)
    return (
      <div class="stack">
        <p class="muted">{t().noMeeting}</p>
        <div class="row">
          <ButtonLink href={`${here.home}/meetings/new${circleId ? `?circle=${circleId}` : ""}`}>{t().writeMeeting}</ButtonLink>
        </div>
      </div>
    );
  const places = placesInDay(meetings);
  const dayOf = ({ id, metOn }: MeetingLine) => common().meetingOn(longDay(metOn), places.get(id));
  const delays = [...new Set([24, 48, rules.openHours])];
  return (
    <>
      <SelectField
        label={t().meeting}
        isRequired
        value={meetingId}
        fault={faultAt(problem, "meetingId", "presentIds")}
        options={[
          { value: "", label: t().choose },
          ...meetings.map((each) => ({
            value: each.id,
            label: circleId ? dayOf(each) : `${circleOf(each.circleId)}, ${dayOf(each)}`,
          })),
        ]}
        onValue={(id) => set({ meetingId: id, said: {} })}
      />
      <Said typed={typed} rules={rules} problem={problem} set={set} />
      <SelectField
        label={t().absent}
        value={hours}
        fault={faultAt(problem, "hours")}
        options={[{ value: "", label: t().atOnce }, ...delays.map((each) => ({ value: `${each}`, label: t().delay(each) }))]}
        onValue={(value) => set({ hours: value })}
      />
    </>
  );
}

function Said({ typed, rules, problem, set }: MeetingProps) {
  const nameOf = useNameOf();
  const meeting = useChosenMeeting(typed);
  const present = (meeting?.presentIds ?? []).filter((id) => rules.voterIds.includes(id));
  if (present.length === 0) return null;
  const sent = present.filter((id) => {
    const word = typed.said[id];
    return word !== undefined && (word.choice !== "agree" || word.argument.trim() !== "");
  });
  const say = (id: string, change: Partial<TypedWord>) =>
    set({ said: { ...typed.said, [id]: { choice: "agree", argument: "", ...typed.said[id], ...change } } });
  return (
    <fieldset class="field stack">
      <legend>{t().said}</legend>
      <span class="hint">{t().saidLead}</span>
      {present.map((id) => {
        const { choice, argument } = typed.said[id] ?? { choice: "agree", argument: "" };
        const at = `said[${sent.indexOf(id)}]`;
        return (
          <div class="pair" key={id}>
            <SelectField
              label={nameOf(id)}
              value={choice}
              fault={faultAt(problem, at)}
              options={choices.map((value) => ({ value, label: t().choices[value] }))}
              onValue={(value) => say(id, { choice: value as TypedWord["choice"] })}
            />
            {choice !== "agree" && (
              <TextField
                label={t().argumentOf(nameOf(id))}
                isRequired={choice === "block"}
                value={argument}
                fault={faultAt(problem, `${at}.argument`)}
                onValue={(value) => say(id, { argument: value })}
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
