/** Money that came in under a contract, and the treasurer’s way to trace more. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import { money, shortDay } from "../../format.js";
import en from "../../i18n/en/contracts.js";
import fr from "../../i18n/fr/contracts.js";
import { useHere } from "../../place.js";
import { useList } from "../../readings.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import type { Contract } from "../../ties-place.js";
import type { Entry } from "../../treasury-place.js";
import { Button } from "../button.js";
import { faultAt, SelectField } from "../fields.js";
import { Amount, Pill } from "../figures.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });

export function ContractMoney({ contract }: { contract: Contract }) {
  const here = useHere();
  const words = t().money;
  const mayTrace = here.isTreasurer || here.isAdmin;
  const taking = useSending((entryId: string, key) =>
    write<Contract>("DELETE", `${here.api}/contracts/${contract.id}/receipts/${entryId}`, undefined, key),
  );
  const takeOff = async (entryId: string) => {
    if (await taking.run(entryId)) tell(words.off);
  };
  return (
    <Section title={words.title}>
      {contract.received.map(({ amount, currency }) => (
        <p key={currency}>
          <Amount value={amount} currency={currency} />
        </p>
      ))}
      {contract.receipts.length === 0 && <p class="muted">{words.none}</p>}
      {contract.receipts.length > 0 && (
        <ul class="card plain-list ruled">
          {contract.receipts.map(({ entry, amount, currency, isReversed }) => (
            <li key={entry.id} class="row between">
              <span class="grow">
                {words.option(entry.number, shortDay(entry.datedOn), money(amount, currency))}{" "}
                {isReversed && <Pill tone="brick">{words.reversed}</Pill>}
              </span>
              {mayTrace && (
                <Button rank="link" label={words.takeOff(entry.number)} isBusy={taking.isBusy} onPress={() => void takeOff(entry.id)}>
                  ✕
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <ProblemNote problem={taking.problem} />
      {mayTrace && <Tracing contract={contract} />}
    </Section>
  );
}

function Tracing({ contract }: { contract: Contract }) {
  const here = useHere();
  const words = t().money;
  const chosen = useSignal("");
  const entries = useList<Entry>(`${here.api}/entries?kind=money-in&limit=200`).value;
  const tracing = useSending((entryId: string, key) =>
    write<Contract>("POST", `${here.api}/contracts/${contract.id}/receipts`, { entryId }, key),
  );
  if (!entries) return null;
  const partyIds = new Set(contract.parties.map(({ id }) => id));
  const traced = new Set(contract.receipts.map(({ entry }) => entry.id));
  const possible = entries.filter(
    ({ id, origin, reversedById }) =>
      reversedById === null && !traced.has(id) && (partyIds.has(origin.thirdParty ?? "") || partyIds.has(origin.member ?? "")),
  );
  if (possible.length === 0) return <p class="muted small">{words.nothing}</p>;
  const meant = possible.find(({ id }) => id === chosen.value) ?? possible[0];
  const trace = async () => {
    if (meant && (await tracing.run(meant.id))) tell(words.done);
  };
  const said = ({ number, datedOn, lines }: Entry) =>
    words.option(number, shortDay(datedOn), lines[0] ? money(lines[0].amount, lines[0].commodity) : "");
  return (
    <form
      class="no-print"
      onSubmit={(event) => {
        event.preventDefault();
        void trace();
      }}
    >
      <SelectField
        label={words.choose}
        value={meant?.id ?? ""}
        fault={faultAt(tracing.problem, "entryId")}
        options={possible.map((entry) => ({ value: entry.id, label: said(entry) }))}
        onValue={(value) => {
          chosen.value = value;
        }}
      />
      <ProblemNote problem={tracing.problem} onRetry={() => void trace()} />
      <Button isSubmit isBusy={tracing.isBusy}>
        {words.add}
      </Button>
    </form>
  );
}
