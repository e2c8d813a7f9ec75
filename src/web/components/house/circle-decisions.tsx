/** What a circle is deciding, and whether it adopts its sharings by consent: an admin says so. */
import { write } from "../../api.js";
import type { DecisionLine } from "../../decision-figures.js";
import { useHasDecisions } from "../../decisions-shown.js";
import en from "../../i18n/en/decisions.js";
import fr from "../../i18n/fr/decisions.js";
import { type Circle, useHere } from "../../place.js";
import { useList } from "../../readings.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { ButtonLink } from "../button.js";
import { DecisionTile } from "../decision-tile.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { Switch } from "./switch.js";

const t = speak({ fr, en });

export function CircleDecisions({ circle: { id, adoptsBy, isArchived } }: { circle: Circle }) {
  const here = useHere();
  const isOn = useHasDecisions(here);
  const open = useList<DecisionLine>(isOn ? `${here.api}/decisions?circle=${id}&state=open` : null).value ?? [];
  const saving = useSending((isConsent: boolean) =>
    write<Circle>("PATCH", `${here.api}/circles/${id}`, { adoptsBy: isConsent ? "consent" : "pilot" }),
  );
  const words = t().inCircle;
  const isConsent = adoptsBy === "consent";
  if (!isOn && !isConsent) return null;
  const turn = async (wanted: boolean) => {
    const saved = await saving.run(wanted);
    if (saved) tell(wanted ? words.on : words.off);
    return saved !== undefined;
  };
  return (
    <Section title={words.title}>
      {open.length === 0 && <p class="muted">{words.none}</p>}
      {open.map((line) => (
        <DecisionTile key={line.id} line={line} />
      ))}
      {here.isAdmin && !isArchived ? (
        <Switch label={words.turn} hint={words.turnHint} isOn={isConsent} turn={turn} />
      ) : (
        <p class="muted">{isConsent ? words.consent : words.pilot}</p>
      )}
      <ProblemNote problem={saving.problem} />
      <div class="row">
        {!isArchived && <ButtonLink href={`${here.home}/decisions/new?circle=${id}`}>{t().list.propose}</ButtonLink>}
        <a href={`${here.home}/decisions?circle=${id}`}>{words.all}</a>
      </div>
    </Section>
  );
}
