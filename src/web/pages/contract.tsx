/** One reciprocity contract: what is given and received, its reviews, the money that came in under it. */
import { useSignal } from "@preact/signals";
import { useRoute } from "preact-iso/router";
import { Button, ButtonLink } from "../components/button.js";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { EndDialog, Proposing, ReviewDialog } from "../components/ties/contract-acts.js";
import { ContractDialog } from "../components/ties/contract-dialog.js";
import { ContractMoney } from "../components/ties/contract-money.js";
import { listed, shortDay } from "../format.js";
import en from "../i18n/en/contracts.js";
import fr from "../i18n/fr/contracts.js";
import { useHere } from "../place.js";
import { useReading } from "../readings.js";
import { speak } from "../speech.js";
import type { Contract } from "../ties-place.js";

const t = speak({ fr, en });

export default function ContractPage() {
  const here = useHere();
  const { params } = useRoute();
  const reading = useReading<Contract>(`${here.api}/contracts/${params.id}`);
  return <Shown reading={reading}>{(contract) => <OneContract key={contract.id} contract={contract} />}</Shown>;
}

function titleOf({ title, signedOn, endedOn }: Contract): string {
  const { draft, signed, ended } = t().states;
  if (endedOn) return ended(title, shortDay(endedOn));
  return signedOn ? signed(title, shortDay(signedOn)) : draft(title);
}

function OneContract({ contract }: { contract: Contract }) {
  const here = useHere();
  const acting = useSignal<"edit" | "replace" | "review" | "end" | undefined>(undefined);
  const { status, parties, category, daysLate, mayChange, replacedById, replacesId } = contract;
  const close = () => {
    acting.value = undefined;
  };
  const act = (what: typeof acting.value, label: string) => (
    <Button
      onPress={() => {
        acting.value = what;
      }}
    >
      {label}
    </Button>
  );
  return (
    <Page
      title={titleOf(contract)}
      lead={`${t().categories[category]}, ${t().with(listed(parties.map(({ name }) => name)))}`}
      back={{ href: `${here.home}/contracts`, label: t().back }}
    >
      {daysLate > 0 && (
        <div class="notice brick">
          <p>{t().lateSays(daysLate)}</p>
        </div>
      )}
      <Ended contract={contract} />
      <Terms contract={contract} />
      {status === "draft" && <Proposing contract={contract} />}
      <div class="row no-print">
        {status === "draft" && mayChange && act("edit", t().form.edit)}
        {status === "signed" && mayChange && act("review", t().reviews.add)}
        {status === "signed" && act("replace", t().form.replace)}
        {status === "signed" && here.isAdmin && act("end", t().end.act)}
        {replacesId && <ButtonLink href={`${here.home}/contracts/${replacesId}`}>{t().end.before}</ButtonLink>}
        {replacedById && <ButtonLink href={`${here.home}/contracts/${replacedById}`}>{t().end.see}</ButtonLink>}
      </div>
      {status !== "draft" && <Reviews contract={contract} />}
      {status !== "draft" && <ContractMoney contract={contract} />}
      {acting.value === "edit" && <ContractDialog contract={contract} onClose={close} />}
      {acting.value === "replace" && <ContractDialog contract={contract} isReplacing onClose={close} />}
      {acting.value === "review" && <ReviewDialog contract={contract} onClose={close} />}
      {acting.value === "end" && <EndDialog contract={contract} onClose={close} />}
    </Page>
  );
}

function Ended({ contract: { endedOn, endReason } }: { contract: Contract }) {
  return endedOn && <p class="notice pre-line">{endReason ?? t().end.replaced}</p>;
}

function Terms({ contract: { gives, receives, measure, condition, reviewOn } }: { contract: Contract }) {
  const terms: [string, string][] = [
    [t().gives, gives],
    [t().receives, receives],
    [t().measure, measure],
    [t().condition, condition],
    [t().review, reviewOn ? shortDay(reviewOn) : t().noReview],
  ];
  return (
    <dl class="card sheet">
      {terms
        .filter(([, said]) => said !== "")
        .map(([label, said]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd class="pre-line">{said}</dd>
          </div>
        ))}
    </dl>
  );
}

function Reviews({ contract: { reviews } }: { contract: Contract }) {
  return (
    <Section title={t().reviews.title}>
      {reviews.length === 0 && <p class="muted">{t().reviews.none}</p>}
      {reviews.map(({ number, reviewedOn, note }) => (
        <div class="card" key={number}>
          <p class="strong">{t().reviews.line(shortDay(reviewedOn))}</p>
          <p class="pre-line">{note}</p>
        </div>
      ))}
    </Section>
  );
}
