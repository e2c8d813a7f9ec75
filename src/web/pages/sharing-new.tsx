/** Preparing a sharing: of which envelope, for which days, by which named model; the rest is settled in the meeting. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import { write } from "../api.js";
import { Button, ButtonLink } from "../components/button.js";
import { DecimalField, faultAt, readDecimal, SelectField, TextField } from "../components/fields.js";
import { Page } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { Loading } from "../components/reading.js";
import { useKeyMaterial } from "../components/sharing-material.js";
import { ModelChoice } from "../components/sharing-models.js";
import { tell } from "../components/told.js";
import { useDraft } from "../drafts.js";
import { envelopeMeant } from "../envelope-meant.js";
import { money, month, today } from "../format.js";
import sharing_en from "../i18n/en/sharing.js";
import en from "../i18n/en/sharings.js";
import sharing_fr from "../i18n/fr/sharing.js";
import fr from "../i18n/fr/sharings.js";
import { type Envelope, nameIn, useCollective, useEnvelopes, useFunds, useHere } from "../place.js";
import { useSending } from "../sending.js";
import { type KeyMaterial, type ModelName, modelKey, withLevy } from "../sharing-keys.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });
const meeting = speak({ fr: sharing_fr, en: sharing_en });

interface Draft {
  readonly envelopeId: string;
  readonly title: string;
  readonly amount: string;
  readonly fromOn: string;
  readonly untilOn: string;
  readonly levy: string;
  readonly fundId: string;
  readonly model: ModelName;
}
const empty: Draft = { envelopeId: "", title: "", amount: "", fromOn: "", untilOn: "", levy: "", fundId: "", model: "contributive" };

export default function SharingNewPage() {
  const here = useHere();
  const { query } = useLocation();
  const collective = useCollective();
  const material = useKeyMaterial(collective?.currency ?? "");
  const envelopes = useEnvelopes()?.filter(
    (envelope) =>
      envelope.closedAt === null && envelope.currency === collective?.currency && (here.isAdmin || here.pilots(envelope.circleId)),
  );
  if (!envelopes || !material || !collective) return <Loading />;
  if (envelopes.length === 0) {
    return (
      <Page title={t().new.noEnvelope.title} lead={t().new.noEnvelope.lead} back={{ href: `${here.home}/sharings`, label: meeting().back }}>
        <p>
          <ButtonLink href={`${here.home}/envelopes`}>{t().new.noEnvelope.act}</ButtonLink>
        </p>
      </Page>
    );
  }
  return <Prepare envelopes={envelopes} material={material} asked={query.envelope} />;
}

function Prepare({ envelopes, material, asked }: { envelopes: readonly Envelope[]; material: KeyMaterial; asked: string | undefined }) {
  const here = useHere();
  const { route } = useLocation();
  const funds = useFunds()?.filter((each) => each.currency === material.currency && !each.isArchived) ?? [];
  const fund = nameIn(funds);
  const { draft, clear } = useDraft(`${here.slug}.sharing`, empty);
  const set = (change: Partial<Draft>) => {
    draft.value = { ...draft.value, ...change };
  };
  const { amount: typedAmount, fromOn, levy: typedLevy, model } = draft.value;
  // A draft may name an envelope that was closed since.
  const envelope = envelopeMeant(envelopes, draft.value.envelopeId) ?? envelopeMeant(envelopes, asked ?? "");
  const isTried = useSignal(false);
  const untilOn = draft.value.untilOn || today();
  const title = draft.value.title || (envelope ? t().new.nameOf(envelope.name, month(untilOn)) : "");
  const amount = typedAmount.trim() === "" ? null : readDecimal(typedAmount);
  const levy = typedLevy.trim() === "" ? null : readDecimal(typedLevy);
  const isLevyFaulty = levy === undefined || (levy !== null && !/^(?:100(?:\.0*)?|\d{1,2}(?:\.\d+)?)$/.test(levy));
  const fundId = draft.value.fundId || material.fund;
  const isWeightless = model === "weighted" && material.weighable.length === 0;
  const send = useSending(({ id: envelopeId, figures }: Envelope, key: string) => {
    const made = model === "charter" ? charterOf(here.me, amount ?? figures.left) : modelKey(model, material);
    return write<{ id: string }>(
      "POST",
      `${here.api}/sharings`,
      { envelopeId, title, untilOn, fromOn: fromOn || null, amount, key: withLevy(made, levy ?? null, fundId) },
      key,
    );
  });
  const submit = async () => {
    isTried.value = true;
    if (!envelope || amount === undefined || isLevyFaulty || isWeightless) return;
    const made = await send.run(envelope);
    if (!made) return;
    clear();
    tell(t().new.done);
    route(`${here.home}/sharings/${made.id}${model === "charter" ? "/key" : ""}`);
  };
  const left = (of: Envelope) => money(of.figures.left, of.currency);
  const choices = envelopes.map((each) => ({ value: each.id, label: t().new.left(each.name, left(each)) }));
  return (
    <Page
      title={t().new.title(envelope && !envelope.figures.left.startsWith("-") ? left(envelope) : null)}
      lead={t().new.lead}
      back={{ href: `${here.home}/sharings`, label: meeting().back }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <SelectField
          label={t().new.envelope}
          value={envelope?.id ?? ""}
          isRequired
          options={envelopes.length === 1 ? choices : [{ value: "", label: t().new.choose }, ...choices]}
          fault={isTried.value && !envelope ? t().new.unchosen : faultAt(send.problem, "envelopeId")}
          onValue={(envelopeId) => set({ envelopeId })}
        />
        <ModelChoice chosen={model} legend={t().new.rule} hint={t().new.ruleHint} onChoose={(name) => set({ model: name })} />
        {model === "charter" && <p class="notice">{t().new.charterLater}</p>}
        {isWeightless && <p class="notice brick">{t().new.weightless}</p>}
        <div class="pair">
          <TextField
            label={t().new.from}
            hint={t().new.fromHint}
            type="date"
            value={fromOn}
            fault={faultAt(send.problem, "fromOn")}
            onValue={(value) => set({ fromOn: value })}
          />
          <TextField
            label={t().new.until}
            hint={t().new.untilHint}
            type="date"
            isRequired
            value={untilOn}
            fault={faultAt(send.problem, "untilOn")}
            onValue={(value) => set({ untilOn: value })}
          />
        </div>
        <DecimalField
          label={t().new.amount}
          hint={t().new.amountHint}
          value={typedAmount}
          fault={amount === undefined ? t().new.unread : faultAt(send.problem, "amount")}
          onValue={(value) => set({ amount: value })}
        />
        {fundId !== null && model !== "charter" && (
          <DecimalField
            label={t().new.levy}
            hint={t().new.levyHint(fund(fundId))}
            unit="%"
            value={typedLevy}
            fault={isLevyFaulty ? t().new.levyFault : undefined}
            onValue={(value) => set({ levy: value })}
          />
        )}
        {typedLevy.trim() !== "" && funds.length > 1 && model !== "charter" && (
          <SelectField
            label={t().new.levyFund}
            value={fundId ?? ""}
            options={funds.map((each) => ({ value: each.id, label: each.name }))}
            onValue={(value) => set({ fundId: value })}
          />
        )}
        <TextField
          label={t().new.name}
          isRequired
          value={title}
          fault={faultAt(send.problem, "title")}
          onValue={(value) => set({ title: value })}
        />
        <ProblemNote problem={send.problem} onRetry={() => void submit()} />
        <Button rank="first" isWide isSubmit isBusy={send.isBusy}>
          {t().new.submit}
        </Button>
      </form>
    </Page>
  );
}

/** A charter begins with one line, to be completed on the page of the rule: a key without lines pays nobody. */
const charterOf = (member: string, amount: string) => ({ steps: [{ kind: "fixed", lines: [{ to: { member }, amount }] }] });
