/** Funds: what is in each and must stay in it; opening one, changing it, putting an empty one away and taking it out again. */
import { useSignal } from "@preact/signals";
import { money } from "../../format.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/transfers.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/transfers.js";
import { type Fund, useHere } from "../../place.js";
import { speak } from "../../speech.js";
import { useCurrency } from "../../treasury-place.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { faultAt, readDecimal, typedDecimal } from "../fields.js";
import { Amount } from "../figures.js";
import { Section } from "../page.js";
import { ArchiveDialog, Archived } from "./archiving.js";
import { AmountField } from "./fields.js";
import { NameForm } from "./name-form.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });
const isSome = (amount: string): boolean => /[1-9]/.test(amount);

export function Funds({ funds }: { funds: readonly Fund[] }) {
  const acting = useSignal<{ what: "change" | "archive"; fund: Fund } | undefined>(undefined);
  const close = () => {
    acting.value = undefined;
  };
  const open = funds.filter(({ isArchived }) => !isArchived);
  const archived = funds.filter(({ isArchived }) => isArchived);
  return (
    <Section title={t().fund.all}>
      <div class="card">
        <ul class="plain-list ruled">
          {open.map((fund) => (
            <li key={fund.id} class="stack tight">
              <div class="with-figure">
                <span class="strong">{fund.name}</span>
                <Amount value={fund.balance} currency={fund.currency} />
              </div>
              {isSome(fund.floor) && (
                <span class="muted small">
                  {t().fund.floorSays(money(fund.floor, fund.currency))} <FloorDecision fund={fund} />
                </span>
              )}
              <div class="row">
                <Button rank="link" label={`${t().fund.change} ${fund.name}`} onPress={() => (acting.value = { what: "change", fund })}>
                  {t().fund.change}
                </Button>
                <Button rank="link" label={`${t().fund.archive} ${fund.name}`} onPress={() => (acting.value = { what: "archive", fund })}>
                  {t().fund.archive}
                </Button>
              </div>
            </li>
          ))}
        </ul>
        {archived.length > 0 && (
          <details>
            <summary>{t().fund.archived(archived.length)}</summary>
            <ul class="plain-list ruled">
              {archived.map((fund) => (
                <Archived
                  key={fund.id}
                  path={`/funds/${fund.id}`}
                  name={fund.name}
                  act={t().fund.back}
                  done={t().fund.backDone(fund.name)}
                />
              ))}
            </ul>
          </details>
        )}
        <details>
          <summary>{t().fund.title}</summary>
          <FundForm />
        </details>
      </div>
      {acting.value?.what === "change" && (
        <Dialog title={t().fund.changing(acting.value.fund.name)} onClose={close}>
          <FundForm fund={acting.value.fund} onDone={close} />
        </Dialog>
      )}
      {acting.value?.what === "archive" && <ArchiveFund fund={acting.value.fund} onClose={close} />}
    </Section>
  );
}

/** Opens a fund, or gives this one another name and another floor. */
function FundForm({ fund, onDone }: { fund?: Fund; onDone?: () => void }) {
  const own = useCurrency();
  const typed = useSignal(fund && isSome(fund.floor) ? typedDecimal(fund.floor) : "");
  const floor = typed.value.trim() === "" ? "0" : readDecimal(typed.value);
  return (
    <NameForm
      path={fund ? `/funds/${fund.id}` : "/funds"}
      {...(fund ? { name: fund.name, isFirst: true } : {})}
      label={t().fund.name}
      hint={t().fund.nameHint}
      act={fund ? common().save : t().fund.act}
      done={fund ? t().fund.changed : t().fund.done}
      more={fund?.floorDecisionId ? {} : floor === undefined ? undefined : { floor }}
      onDone={() => {
        typed.value = "";
        onDone?.();
      }}
      {...(onDone ? { onCancel: onDone } : {})}
    >
      {({ isTried, problem }) =>
        fund?.floorDecisionId ? (
          <p class="muted small">
            {t().fund.floorDecided(money(fund.floor, fund.currency))} <FloorDecision fund={fund} />
          </p>
        ) : (
          <AmountField
            label={t().fund.floor}
            hint={t().fund.floorHint}
            currency={fund?.currency ?? own}
            isTried={isTried && typed.value.trim() !== ""}
            fault={faultAt(problem, "floor")}
            value={typed.value}
            onValue={(value) => {
              typed.value = value;
            }}
          />
        )
      }
    </NameForm>
  );
}

/** The decision that a floor comes from, where it comes from one. */
function FloorDecision({ fund: { floorDecisionId } }: { fund: Fund }) {
  const { home } = useHere();
  return floorDecisionId === null ? null : <a href={`${home}/decisions/${floorDecisionId}`}>{t().fund.floorDecision}</a>;
}

/** Only an empty fund goes: what is in it is said, and where it can go. */
const ArchiveFund = ({ fund: { id, name, balance, currency }, onClose }: { fund: Fund; onClose: () => void }) => (
  <ArchiveDialog
    path={`/funds/${id}`}
    title={t().fund.archiving(name)}
    act={t().fund.archive}
    says={t().fund.archiveSays}
    stands={isSome(balance) ? t().fund.notEmpty(money(balance, currency)) : undefined}
    done={t().fund.archivedDone(name)}
    onClose={onClose}
  />
);
