/** A key written down as a draft, for the sharings to come; the page of a proposal then asks who decides. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import { write } from "../api.js";
import en from "../i18n/en/sharing-key.js";
import fr from "../i18n/fr/sharing-key.js";
import type { SharingTable } from "../sharing-figures.js";
import type { Key } from "../sharing-keys.js";
import { speak } from "../speech.js";
import { faultAt, SelectField, TextField } from "./fields.js";
import type { Meeting } from "./sharing-meeting.js";
import { Ask } from "./ties/ask.js";

const t = speak({ fr, en });

type Reach = "envelope" | "circle";

export function KeyProposal({
  meeting: { table, here },
  proposed,
  title,
  onClose,
}: {
  meeting: Meeting;
  proposed: Key;
  title: string;
  onClose: () => void;
}) {
  const { route } = useLocation();
  const words = t().propose;
  const name = useSignal(title);
  const reach = useSignal<Reach>("envelope");
  return (
    <Ask
      title={words.act}
      says={words.says}
      done={words.done}
      send={(sent) =>
        write<{ id: string }>("POST", `${here.api}/keys`, { name: name.value, key: proposed, ...placeOf(table, reach.value) }, sent)
      }
      onDone={({ id }) => route(`${here.home}/decisions/new?key=${id}`)}
      onClose={onClose}
    >
      {(problem) => (
        <>
          <TextField
            label={words.name}
            isRequired
            autocomplete="off"
            value={name.value}
            fault={faultAt(problem, "name")}
            onValue={(value) => {
              name.value = value;
            }}
          />
          <SelectField
            label={words.reach}
            value={reach.value}
            options={[
              { value: "envelope", label: words.envelope },
              { value: "circle", label: words.circle },
            ]}
            onValue={(value) => {
              reach.value = value as Reach;
            }}
          />
        </>
      )}
    </Ask>
  );
}

const placeOf = ({ envelopeId, circleId }: SharingTable, reach: Reach) => (reach === "envelope" ? { envelopeId } : { circleId });
