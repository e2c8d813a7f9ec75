/** Who takes part. A pilot leaves somebody for the next sharing, or asks somebody in without a line; all of it is seen. */
import { useSignal } from "@preact/signals";
import { write } from "../api.js";
import { useSending } from "../sending.js";
import { Button } from "./button.js";
import { SelectField } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { type Meeting, t } from "./sharing-meeting.js";
import { tell } from "./told.js";

export function PeopleSection({ meeting }: { meeting: Meeting }) {
  const { table, api, name, everybody, mayLead } = meeting;
  const chosen = useSignal("");
  const seat = useSending(({ memberId, isOut }: { memberId: string; isOut: boolean | null }, key: string) =>
    write("PUT", `${api}/members/${memberId}`, { isOut }, key),
  );
  const mayChange = mayLead && (table.status === "open" || table.status === "draft");
  const present = new Set(table.participants.map(({ memberId }) => memberId));
  const others = everybody?.filter(({ id, leftOn }) => leftOn === null && !present.has(id)) ?? [];
  const change = async (memberId: string, isOut: boolean | null) => {
    if (!(await seat.run({ memberId, isOut }))) return;
    chosen.value = "";
    tell(t().people.done);
  };
  return (
    <details class="card no-print">
      <summary>{t().people.title}</summary>
      <ul class="plain-list ruled">
        {table.participants.map(({ memberId, hasLines, isOut }) => (
          <li key={memberId} class="row between">
            <span>
              {name(memberId)} <span class="muted small">{isOut ? t().people.out : hasLines ? "" : t().people.noLines}</span>
            </span>
            {mayChange && (
              <Button rank="link" isBusy={seat.isBusy} onPress={() => void change(memberId, isOut ? null : hasLines ? true : null)}>
                {isOut ? t().people.bringBack(name(memberId)) : t().people.takeOut(name(memberId))}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ProblemNote problem={seat.problem} />
      {mayChange && others.length > 0 && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen.value !== "") void change(chosen.value, false);
          }}
        >
          <SelectField
            label={t().people.askIn}
            value={chosen.value}
            options={[{ value: "", label: t().people.choose }, ...others.map(({ id, name: label }) => ({ value: id, label }))]}
            onValue={(value) => {
              chosen.value = value;
            }}
          />
          <Button isSubmit isBusy={seat.isBusy} isOff={chosen.value === ""}>
            {t().people.add}
          </Button>
        </form>
      )}
    </details>
  );
}
