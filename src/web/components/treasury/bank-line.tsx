/** A line of a statement: what it says, the likeliest thing it is with one tap to say so, and what else it may be. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import { type BankLine, plainProposals } from "../../bank-place.js";
import { longDay } from "../../format.js";
import en from "../../i18n/en/bank.js";
import fr from "../../i18n/fr/bank.js";
import { useHere } from "../../place.js";
import { refreshReadings } from "../../readings.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { TextField } from "../fields.js";
import { Amount } from "../figures.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { AcceptForm } from "./bank-line-accept.js";
import { SeveralDialog } from "./bank-line-several.js";
import { focusTitle } from "./fields.js";

const t = speak({ fr, en });

export function BankLineCard({ line, bankName, isFirst }: { line: BankLine; bankName: string | undefined; isFirst: boolean }) {
  const [first, ...others] = line.proposals;
  const known = new Set(line.proposals.map(({ does }) => does));
  const plain = plainProposals(line).filter(({ does }) => !known.has(does));
  return (
    <li class="card">
      <h3 class="with-figure title">
        <span class="wrap-anywhere">{line.counterparty ?? line.label}</span>
        <Amount value={line.amount} currency={line.currency} />
      </h3>
      <p class="muted small wrap-anywhere">
        {[longDay(line.datedOn), bankName, line.counterparty === null ? null : line.label].filter(Boolean).join(" · ")}
      </p>
      {first ? <AcceptForm line={line} proposal={first} isFirst={isFirst} /> : <p>{t().line.unknown}</p>}
      <details>
        <summary>{first ? t().line.others : t().line.what}</summary>
        <div class="stack loose">
          {[...others, ...plain].map((proposal, index) => (
            <AcceptForm key={`${proposal.does} ${index}`} line={line} proposal={proposal} />
          ))}
          <Several line={line} />
          <AsideForm line={line} />
        </div>
      </details>
    </li>
  );
}

/** Choosing by hand what a line is, where it is several things at once. */
function Several({ line }: { line: BankLine }) {
  const isOpen = useSignal(false);
  return (
    <div class="stack tight">
      <p class="muted small">{t().several.hint}</p>
      <Button onPress={() => (isOpen.value = true)}>{t().several.open}</Button>
      {isOpen.value && <SeveralDialog line={line} onClose={() => (isOpen.value = false)} />}
    </div>
  );
}

/** What was just set aside waits again. */
async function takeUp(api: string, { id }: BankLine): Promise<void> {
  const said = await write("POST", `${api}/bank-lines/${id}/reopening`).catch((error: Error) => error);
  tell(said instanceof Error ? said.message : t().line.resumed);
  refreshReadings();
}

function AsideForm({ line }: { line: BankLine }) {
  const here = useHere();
  const reason = useSignal("");
  const sending = useSending((_: undefined, key: string) =>
    write("POST", `${here.api}/bank-lines/${line.id}/setting-aside`, { reason: reason.value.trim() }, key),
  );
  const submit = async () => {
    if (reason.value.trim() === "" || !(await sending.run(undefined))) return;
    focusTitle();
    tell(t().line.asideDone, { label: t().line.resume, run: () => void takeUp(here.api, line) });
  };
  return (
    <form
      class="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label={t().line.reason}
        hint={t().line.asideHint}
        isRequired
        value={reason.value}
        onValue={(value) => {
          reason.value = value;
        }}
      />
      <ProblemNote problem={sending.problem} onRetry={() => void submit()} />
      <Button isSubmit isBusy={sending.isBusy}>
        {t().line.aside}
      </Button>
    </form>
  );
}
