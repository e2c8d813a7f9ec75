/** The chart of accounts: on which account each thing that happens is booked, and another where the treasurer chooses one. */
import { useSignal } from "@preact/signals";
import type { z } from "zod";
import { requireAccountNumber } from "../../domain/accounting/projection.js";
import type { chartAnswer } from "../../features/accounts/accounts.schema.js";
import { write } from "../api.js";
import { Button } from "../components/button.js";
import { Dialog } from "../components/dialog.js";
import { faultAt, SelectField, TextField } from "../components/fields.js";
import { Pill } from "../components/figures.js";
import { Page, Section } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { Shown } from "../components/reading.js";
import { tell } from "../components/told.js";
import common_en from "../i18n/en/common.js";
import treasury_en from "../i18n/en/treasury.js";
import en from "../i18n/en/year.js";
import common_fr from "../i18n/fr/common.js";
import treasury_fr from "../i18n/fr/treasury.js";
import fr from "../i18n/fr/year.js";
import { useEnvelopes, useHere } from "../place.js";
import { useReading } from "../readings.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { attempt } from "../treasury-figures.js";
import { useBanks } from "../treasury-place.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

type Chart = z.output<typeof chartAnswer>;
type Rule = Chart["rules"][number];

const groupOf = ({ rule }: Rule): string => {
  const [start = ""] = rule.split(":");
  if (start === "bank" || start === "third-party" || start === "member") return "money";
  return start === "in" || start === "out" ? start : start === "share" || start === "waived" ? "share" : "rest";
};
const groups = ["money", "in", "out", "share", "rest"] as const;

export default function AccountsPage() {
  const here = useHere();
  const reading = useReading<Chart>(`${here.api}/accounting/chart`);
  const changing = useSignal<Rule | undefined>(undefined);
  const texts = t().chart;
  return (
    <Shown reading={reading}>
      {({ chart, rules }) => (
        <Page title={texts.title(chart)} lead={texts.lead} back={{ href: `${here.home}/treasury`, label: treasury().name }}>
          {groups.map((group) => (
            <Section key={group} title={texts.groups[group] ?? group}>
              <ul class="card plain-list ruled">
                {rules
                  .filter((rule) => groupOf(rule) === group)
                  .map((rule) => (
                    <RuleRow key={rule.rule} rule={rule} onChange={here.isTreasurer ? () => (changing.value = rule) : undefined} />
                  ))}
              </ul>
            </Section>
          ))}
          {changing.value && <ChangeDialog rule={changing.value} onClose={() => (changing.value = undefined)} />}
        </Page>
      )}
    </Shown>
  );
}

function RuleRow({ rule, onChange }: { rule: Rule; onChange: (() => void) | undefined }) {
  const texts = t().chart;
  const name = texts.rules[rule.rule] ?? rule.rule;
  return (
    <li class="row between">
      <span class="stack tight grow">
        <span>
          {name} {rule.isChosen && <Pill tone="green">{texts.chosen}</Pill>}
        </span>
        <span class="muted small">
          <span class="figure">{rule.number}</span> {rule.label}
        </span>
        {rule.own.map(({ ownerId, owner, number, label }) => (
          <span class="muted small" key={ownerId}>
            <span class="figure">{number}</span> {label}, {texts.own(owner)}
          </span>
        ))}
      </span>
      {onChange && (
        <Button label={texts.changeOf(name)} onPress={onChange}>
          {texts.change}
        </Button>
      )}
    </li>
  );
}

function ChangeDialog({ rule, onClose }: { rule: Rule; onClose: () => void }) {
  const here = useHere();
  const texts = t().chart;
  const banks = useBanks() ?? [];
  const envelopes = useEnvelopes() ?? [];
  const owners = rule.ownerClass === "bank" ? banks : rule.ownerClass === "envelope" ? envelopes : [];
  const ownerId = useSignal("");
  const number = useSignal(rule.number);
  const label = useSignal(rule.label);
  const address = `${here.api}/accounting/chart/${rule.rule}`;
  const saving = useSending((chosen: object, key: string) => write<object>("PUT", address, chosen, key));
  const forgetting = useSending((owner: string, key: string) =>
    write<object>("DELETE", owner === "" ? address : `${address}?owner=${owner}`, undefined, key),
  );
  const isChosen = ownerId.value === "" ? rule.isChosen : rule.own.some((own) => own.ownerId === ownerId.value);
  const done = () => {
    onClose();
    tell(texts.saved);
  };
  const isUnfit = useSignal(false);
  const save = async () => {
    // What the service would refuse is said before it is asked.
    isUnfit.value = attempt(() => requireAccountNumber(rule.rule, number.value.replace(/\s/g, ""))).refusal !== undefined;
    if (isUnfit.value) return;
    const chosen = {
      number: number.value.replace(/\s/g, ""),
      label: label.value,
      ...(ownerId.value === "" ? {} : { ownerId: ownerId.value }),
    };
    if (await saving.run(chosen)) done();
  };
  return (
    <Dialog title={texts.rules[rule.rule] ?? rule.rule} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {owners.length > 0 && (
          <SelectField
            label={texts.for}
            value={ownerId.value}
            options={[{ value: "", label: texts.everything }, ...owners.map(({ id, name }) => ({ value: id, label: name }))]}
            onValue={(value) => {
              ownerId.value = value;
              const own = rule.own.find((one) => one.ownerId === value) ?? rule;
              number.value = own.number;
              label.value = own.label;
            }}
          />
        )}
        <TextField
          label={texts.number}
          hint={texts.numberHint(rule.beginning)}
          value={number.value}
          fault={isUnfit.value ? texts.numberHint(rule.beginning) : faultAt(saving.problem, "number")}
          onValue={(value) => (number.value = value)}
        />
        <TextField
          label={texts.label}
          value={label.value}
          fault={faultAt(saving.problem, "label")}
          onValue={(value) => (label.value = value)}
        />
        <ProblemNote problem={saving.problem ?? forgetting.problem} onRetry={() => void save()} />
        <Button rank="first" isWide isSubmit isBusy={saving.isBusy}>
          {texts.save}
        </Button>
        {isChosen && (
          <Button isWide isBusy={forgetting.isBusy} onPress={() => void forgetting.run(ownerId.value).then((answer) => answer && done())}>
            {texts.back}
          </Button>
        )}
        <Button isWide onPress={onClose}>
          {common().cancel}
        </Button>
      </form>
    </Dialog>
  );
}
