/** Starting on Moisson with the money there is: what is on each account, and what it is for; both sides equal. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import { useDraft } from "../../drafts.js";
import { money } from "../../format.js";
import en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/treasury.js";
import { useEnvelopes, useFunds, useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { type OpeningPart, planOpening } from "../../treasury-opening.js";
import { type Bank, useCurrency, useToday } from "../../treasury-place.js";
import { Button, ButtonLink } from "../button.js";
import { faultAt, readDecimal } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { AmountField, DayField, DocumentField, focusTitle } from "./fields.js";

const t = speak({ fr, en });
const empty = { datedOn: "", document: "", amounts: {} as Record<string, string> };

/** Nothing typed is nothing there. */
const read = (typed: string): string | undefined => (typed.trim() === "" ? "0" : readDecimal(typed));
const isSome = ({ amount }: OpeningPart): boolean => amount !== undefined && /[1-9]/.test(amount);

export function OpeningForm({ banks }: { banks: readonly Bank[] }) {
  const here = useHere();
  const today = useToday();
  const currency = useCurrency();
  const envelopes = useEnvelopes();
  const funds = useFunds();
  const isTried = useSignal(false);
  const { draft, clear } = useDraft(`${here.slug}.opening`, empty);
  const opening = useSending((body: object, key: string) => write<object>("POST", `${here.api}/opening-balances`, body, key));
  if (!envelopes || !funds) return null;
  const typedOf = (id: string): string => draft.value.amounts[id] ?? "";
  const partsOf = (partClass: OpeningPart["class"], owners: readonly { id: string; name: string; currency: string }[]): OpeningPart[] =>
    owners.map((owner) => ({ class: partClass, owner, currency: owner.currency, amount: read(typedOf(owner.id)) }));
  const banked = partsOf("bank", banks);
  const ofEnvelopes = partsOf("envelope", envelopes);
  const ofFunds = partsOf(
    "fund",
    funds.filter(({ isArchived }) => !isArchived),
  );
  const plan = planOpening([...banked, ...ofEnvelopes, ...ofFunds], currency);
  const bodyOf = (parts: readonly OpeningPart[], id: string) =>
    parts.filter(isSome).map(({ owner, amount }) => ({ [id]: owner.id, amount }));
  const submit = async () => {
    isTried.value = true;
    if (!plan.isReady) return;
    const done = await opening.run({
      datedOn: draft.value.datedOn || today,
      document: draft.value.document.trim(),
      banks: bodyOf(banked, "bankId"),
      envelopes: bodyOf(ofEnvelopes, "envelopeId"),
      funds: bodyOf(ofFunds, "fundId"),
    });
    if (!done) return;
    clear();
    tell(t().opening.done);
    focusTitle();
  };
  const fields = (parts: readonly OpeningPart[]) =>
    parts.map(({ owner, currency: own, amount }) => (
      <AmountField
        key={owner.id}
        label={owner.name}
        currency={own}
        isTried={false}
        fault={amount === undefined ? t().notAnAmount : undefined}
        value={typedOf(owner.id)}
        onValue={(typed) => {
          draft.value = { ...draft.value, amounts: { ...draft.value.amounts, [owner.id]: typed } };
        }}
      />
    ));
  const isApart = /[1-9]/.test(plan.apart);
  const said = {
    banked: money(plan.banked, currency),
    meant: money(plan.meant, currency),
    apart: money(plan.apart, currency),
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div class="pair">
        <DayField
          label={t().opening.day}
          value={draft.value.datedOn || today}
          fault={faultAt(opening.problem, "datedOn")}
          onValue={(datedOn) => {
            draft.value = { ...draft.value, datedOn };
          }}
        />
        <DocumentField
          label={t().opening.document}
          hint={t().opening.documentHint}
          value={draft.value.document}
          fault={faultAt(opening.problem, "document")}
          onValue={(document) => {
            draft.value = { ...draft.value, document };
          }}
        />
      </div>
      <fieldset class="field">
        <legend>{t().opening.banks}</legend>
        <div class="pair">{fields(banked)}</div>
      </fieldset>
      <fieldset class="field">
        <legend>{t().opening.purposes}</legend>
        {ofEnvelopes.length + ofFunds.length === 0 ? (
          <div class="row">
            <p>{t().opening.needPurpose}</p>
            <ButtonLink href={`${here.home}/envelopes/new`}>{t().opening.openEnvelope}</ButtonLink>
          </div>
        ) : (
          <div class="pair">{fields([...ofEnvelopes, ...ofFunds])}</div>
        )}
      </fieldset>
      <p class={isApart ? "notice" : "notice green"} role="status">
        {isApart ? t().opening.differ(said.banked, said.meant, said.apart) : t().opening.equal(said.banked)}
      </p>
      <ProblemNote problem={opening.problem} onRetry={() => void submit()} />
      <Button rank="first" isWide isSubmit isBusy={opening.isBusy} isOff={!plan.isReady}>
        {t().opening.act}
      </Button>
    </form>
  );
}
