/** One kind in words: how it is counted, at which rate, since when; and what an admin may do with it. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import { money, shortDay, today, unitOfOne } from "../../format.js";
import { type RatePeriod, ratePeriods } from "../../house-kinds.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/kinds.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/kinds.js";
import { type Kind, useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { RateDialog, RenamingDialog } from "./kind-dialogs.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

function periodSays({ rate, fromOn, untilOn, when }: RatePeriod, unit: string, currency: string): string {
  const amount = money(rate, currency);
  if (when === "soon") return t().says.soon(amount, unitOfOne(unit), shortDay(fromOn));
  return untilOn === null
    ? t().says.since(amount, unitOfOne(unit), shortDay(fromOn))
    : t().says.was(amount, unitOfOne(unit), shortDay(fromOn), shortDay(untilOn));
}

function measureSays({ unit, isExpense, rates }: Kind, currency: string): string {
  if (isExpense) return t().says.expense;
  if (unit === currency) return t().says.money;
  const now = ratePeriods(rates, today()).find(({ when }) => when === "now");
  if (!now || unit === null) return t().says.none;
  return t().says.since(money(now.rate, currency), unitOfOne(unit), shortDay(now.fromOn));
}

export function KindCard({ kind, currency }: { kind: Kind; currency: string }) {
  const here = useHere();
  const { name, unit, isQualitative, isExpense, nature, rates } = kind;
  const mayRate = unit !== null && !isExpense && unit !== currency;
  const isOfNote = rates.length > 1 || ratePeriods(rates, today()).some(({ when }) => when === "soon");
  return (
    <li class="card">
      <h3>{name}</h3>
      {!isQualitative && <p>{measureSays(kind, currency)}</p>}
      {mayRate && nature !== "work" && <p class="muted small">{t().natures[nature]}</p>}
      {(isOfNote || (here.isAdmin && rates.length > 0)) && unit !== null && <Rates kind={kind} unit={unit} currency={currency} />}
      {here.isAdmin && <Acts kind={kind} currency={currency} mayRate={mayRate} />}
    </li>
  );
}

function Rates({ kind, unit, currency }: { kind: Kind; unit: string; currency: string }) {
  const here = useHere();
  const dropping = useSending((fromOn: string) => write<Kind>("DELETE", `${here.api}/kinds/${kind.id}/rates/${fromOn}`));
  const again = useSending(({ fromOn, rate }: RatePeriod) => write<Kind>("PUT", `${here.api}/kinds/${kind.id}/rates/${fromOn}`, { rate }));
  const drop = async (period: RatePeriod) => {
    if (await dropping.run(period.fromOn)) tell(t().rate.dropped, { label: common().undo, run: () => void again.run(period) });
  };
  return (
    <details>
      <summary>{t().history}</summary>
      <ul class="plain-list ruled">
        {ratePeriods(kind.rates, today()).map((period) => (
          <li key={period.fromOn} class="row between">
            <span>{periodSays(period, unit, currency)}</span>
            {here.isAdmin && (
              <Button
                rank="link"
                isBusy={dropping.isBusy}
                label={`${t().rate.drop}, ${periodSays(period, unit, currency)}`}
                onPress={() => void drop(period)}
              >
                {t().rate.drop}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ProblemNote problem={dropping.problem ?? again.problem} />
    </details>
  );
}

export function useArchiving(kind: Kind) {
  const here = useHere();
  const archiving = useSending((isArchived: boolean) => write<Kind>("PATCH", `${here.api}/kinds/${kind.id}`, { isArchived }));
  const archive = async (isArchived: boolean) => {
    if (!(await archiving.run(isArchived))) return;
    tell(isArchived ? t().archivedTold(kind.name) : t().unarchivedTold(kind.name), {
      label: common().undo,
      run: () => void archiving.run(!isArchived),
    });
  };
  return { archive, problem: archiving.problem, isBusy: archiving.isBusy };
}

function Acts({ kind, currency, mayRate }: { kind: Kind; currency: string; mayRate: boolean }) {
  const open = useSignal<"rate" | "name" | undefined>(undefined);
  const { archive, problem, isBusy } = useArchiving(kind);
  const close = () => {
    open.value = undefined;
  };
  return (
    <>
      <div class="row tight no-print">
        {mayRate && (
          <Button
            label={`${t().rate.set}, ${kind.name}`}
            onPress={() => {
              open.value = "rate";
            }}
          >
            {t().rate.set}
          </Button>
        )}
        <Button
          rank="link"
          label={`${t().rename}, ${kind.name}`}
          onPress={() => {
            open.value = "name";
          }}
        >
          {t().rename}
        </Button>
        <Button rank="link" isBusy={isBusy} label={`${t().archive}, ${kind.name}`} onPress={() => void archive(true)}>
          {t().archive}
        </Button>
      </div>
      <ProblemNote problem={problem} />
      {open.value === "rate" && <RateDialog kind={kind} unit={unitOfOne(kind.unit ?? "")} currency={currency} onClose={close} />}
      {open.value === "name" && <RenamingDialog kind={kind} onClose={close} />}
    </>
  );
}

export function ArchivedKind({ kind }: { kind: Kind }) {
  const here = useHere();
  const { archive, problem, isBusy } = useArchiving(kind);
  return (
    <li class="row between">
      <span>{kind.name}</span>
      {here.isAdmin && (
        <Button rank="link" isBusy={isBusy} label={`${t().unarchive}, ${kind.name}`} onPress={() => void archive(false)}>
          {t().unarchive}
        </Button>
      )}
      <ProblemNote problem={problem} />
    </li>
  );
}
