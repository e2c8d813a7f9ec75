/** Adding a kind, setting its rate from a day on, and renaming it. */
import { useSignal } from "@preact/signals";
import { proposedRateDay } from "../../../domain/kind.js";
import { fiscalYearOf } from "../../../domain/ledger.js";
import type { KindUse } from "../../../features/kinds/kinds.schema.js";
import { write } from "../../api.js";
import { currencyMark, dayAt, shortDay } from "../../format.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/kinds.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/kinds.js";
import { type Kind, useCollective, useHere } from "../../place.js";
import { useReading } from "../../readings.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { DecimalField, faultAt, readDecimal, SelectField, TextField, typedDecimal } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

type How = keyof ReturnType<typeof t>["form"]["hows"];
const hows: readonly How[] = ["h", "km", "day", "other", "expense", "money", "none"];
const rated: readonly How[] = ["h", "km", "day", "other"];

/** Today in the collective, and the first day of its year. */
function useToday() {
  const { timeZone, yearStart } = useCollective() ?? { timeZone: "Europe/Paris", yearStart: "01-01" };
  const today = dayAt(new Date().toISOString(), timeZone);
  return { today, yearStartsOn: fiscalYearOf(today, yearStart).startsOn };
}

const neverGiven: KindUse = { firstGivenOn: null, settledOn: null };

export function AddingKind({ currency, onClose }: { currency: string; onClose: () => void }) {
  const here = useHere();
  const texts = t().form;
  const proposed = proposedRateDay([], neverGiven, useToday());
  const draft = useSignal({ name: "", how: "h" as How, unit: "", nature: "work", rate: "", fromOn: proposed });
  const { name, how, unit, nature, rate, fromOn } = draft.value;
  const set = (change: Partial<typeof draft.value>) => {
    draft.value = { ...draft.value, ...change };
  };
  const unitOf = (): string | null =>
    how === "none" ? null : how === "other" ? unit : how === "expense" || how === "money" ? currency : how;
  const adding = useSending((_: undefined, key) =>
    write<Kind>(
      "POST",
      `${here.api}/kinds`,
      {
        name,
        unit: unitOf(),
        isExpense: how === "expense",
        ...(rated.includes(how) ? { nature } : {}),
        rate: rated.includes(how) && rate.trim() !== "" ? { fromOn, rate: readDecimal(rate) ?? rate } : null,
      },
      key,
    ),
  );
  const save = async () => {
    if (!(await adding.run(undefined))) return;
    tell(texts.added(name));
    onClose();
  };
  const { problem } = adding;
  return (
    <Dialog title={t().add} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={texts.name}
          hint={texts.nameHint}
          isRequired
          value={name}
          fault={faultAt(problem, "name")}
          onValue={(value) => set({ name: value })}
        />
        <SelectField
          label={texts.how}
          value={how}
          options={hows.map((value) => ({ value, label: texts.hows[value] }))}
          onValue={(value) => set({ how: value as How })}
        />
        {how === "other" && (
          <TextField
            label={texts.unit}
            isRequired
            value={unit}
            fault={faultAt(problem, "unit")}
            onValue={(value) => set({ unit: value })}
          />
        )}
        {rated.includes(how) && (
          <>
            <SelectField
              label={texts.nature}
              value={nature}
              options={Object.entries(t().natures).map(([value, label]) => ({ value, label }))}
              onValue={(value) => set({ nature: value })}
            />
            <div class="pair">
              <DecimalField
                label={texts.rate}
                hint={texts.rateHint}
                unit={currencyMark(currency)}
                value={rate}
                fault={faultAt(problem, "rate", "rate.rate")}
                onValue={(value) => set({ rate: value })}
              />
              <TextField
                label={texts.from}
                hint={fromOn === proposed ? t().rate.sinceYear : undefined}
                type="date"
                value={fromOn}
                isRequired
                onValue={(value) => set({ fromOn: value })}
              />
            </div>
          </>
        )}
        <ProblemNote problem={problem} onRetry={() => void save()} />
        <Button rank="first" isWide isSubmit isBusy={adding.isBusy}>
          {t().add}
        </Button>
        <Button onPress={onClose}>{common().cancel}</Button>
      </form>
    </Dialog>
  );
}

/** Why a first rate is proposed from that day. */
function whyFrom({ rates }: Kind, use: KindUse | undefined, day: string): string | undefined {
  if (use === undefined || rates.length > 0) return undefined;
  if (use.settledOn !== null) return t().rate.afterSharing(shortDay(use.settledOn));
  return use.firstGivenOn === day ? t().rate.sinceFirst(shortDay(day)) : t().rate.sinceYear;
}

export function RateDialog({ kind, unit, currency, onClose }: { kind: Kind; unit: string; currency: string; onClose: () => void }) {
  const here = useHere();
  const use = useReading<KindUse>(`${here.api}/kinds/${kind.id}/use`).value;
  const proposed = proposedRateDay(kind.rates, use ?? neverGiven, useToday());
  const draft = useSignal<{ rate: string; fromOn?: string }>({ rate: kind.rate === null ? "" : typedDecimal(kind.rate) });
  const { rate, fromOn = proposed } = draft.value;
  const saving = useSending((_: undefined, key) =>
    write<Kind>("PUT", `${here.api}/kinds/${kind.id}/rates/${fromOn}`, { rate: readDecimal(rate) ?? rate }, key),
  );
  const save = async () => {
    if (!(await saving.run(undefined))) return;
    tell(t().rate.saved(kind.name));
    onClose();
  };
  return (
    <Dialog title={t().rate.title(kind.name)} onClose={onClose}>
      <p class="muted small">{t().rate.lead}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class="pair">
          <DecimalField
            label={t().rate.value(unit)}
            unit={currencyMark(currency)}
            isRequired
            value={rate}
            fault={faultAt(saving.problem, "rate")}
            onValue={(value) => {
              draft.value = { ...draft.value, rate: value };
            }}
          />
          <TextField
            label={t().rate.from}
            hint={fromOn === proposed ? whyFrom(kind, use, proposed) : undefined}
            type="date"
            isRequired
            value={fromOn}
            fault={faultAt(saving.problem, "fromOn", "from")}
            onValue={(value) => {
              draft.value = { ...draft.value, fromOn: value };
            }}
          />
        </div>
        <ProblemNote problem={saving.problem} onRetry={() => void save()} />
        <Button rank="first" isWide isSubmit isBusy={saving.isBusy}>
          {t().rate.set}
        </Button>
        <Button onPress={onClose}>{common().cancel}</Button>
      </form>
    </Dialog>
  );
}

export function RenamingDialog({ kind, onClose }: { kind: Kind; onClose: () => void }) {
  const here = useHere();
  const name = useSignal(kind.name);
  const saving = useSending((_: undefined, key) => write<Kind>("PATCH", `${here.api}/kinds/${kind.id}`, { name: name.value }, key));
  const save = async () => {
    if (!(await saving.run(undefined))) return;
    tell(t().renamed);
    onClose();
  };
  return (
    <Dialog title={t().renaming(kind.name)} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={t().form.name}
          isRequired
          value={name.value}
          fault={faultAt(saving.problem, "name")}
          onValue={(value) => {
            name.value = value;
          }}
        />
        <ProblemNote problem={saving.problem} onRetry={() => void save()} />
        <Button rank="first" isWide isSubmit isBusy={saving.isBusy}>
          {common().save}
        </Button>
        <Button onPress={onClose}>{common().cancel}</Button>
      </form>
    </Dialog>
  );
}
