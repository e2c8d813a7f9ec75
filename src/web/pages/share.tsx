/** «Pourquoi ce montant ?»: one person’s amount, in the order in which it came about, each step with its own arithmetic. */
import { useRoute } from "preact-iso/router";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { CascadeCard } from "../components/share-cascade.js";
import { PaidCard, PaidFor } from "../components/share-paid.js";
import { Verify } from "../components/share-verify.js";
import { listed, money, quantity } from "../format.js";
import en from "../i18n/en/share.js";
import fr from "../i18n/fr/share.js";
import { useHere, useNameOf } from "../place.js";
import { useReading } from "../readings.js";
import { type Explanation, isZero, type SharingTable } from "../sharing-figures.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function SharePage() {
  const here = useHere();
  const { params } = useRoute();
  const path = `${here.api}/sharings/${params.id}`;
  const table = useReading<SharingTable>(path);
  const reading = useReading<Explanation>(`${path}/shares/${params.member}`);
  return (
    <Shown reading={table.value ? reading : { ...table, value: undefined }}>
      {(why) => table.value && <WhyPage table={table.value} why={why} />}
    </Shown>
  );
}

function WhyPage({ table, why }: { table: SharingTable; why: Explanation }) {
  const here = useHere();
  const name = useNameOf();
  const given = givenBy(table, why.memberId);
  const amount = money(table.budget.amount, why.currency);
  return (
    <Page
      title={`${why.title}.`}
      lead={given === "" ? t().leadPlain(amount) : t().lead(given, amount)}
      back={{ href: `${here.home}/sharings/${table.id}`, label: t().back(table.title) }}
    >
      {!why.isFinal && <p class="notice">{table.documentHash === null ? t().preview : t().proposed}</p>}
      {table.result && <CascadeCard table={table} why={why} who={name(why.memberId)} />}
      <Section title={t().steps}>
        {why.steps.length === 0 && <p class="muted">{t().noSteps}</p>}
        <ol class="plain-list stack">
          {why.steps.map((step, place) => (
            <li key={`${step.step} ${place}`} class="card">
              <div class="row between baseline">
                <h3 class="grow">{step.title}</h3>
                <span class={step.to === "fund" ? "figure amount muted" : "figure amount"}>{money(step.amount, why.currency)}</span>
              </div>
              <p class="muted">{step.text}</p>
            </li>
          ))}
        </ol>
        {why.carried !== null && <p>{why.carried}</p>}
        <PaidCard table={table} why={why} name={name} />
      </Section>
      <PaidFor why={why} name={name} />
      <Verify table={table} />
    </Page>
  );
}

/** What somebody gave in this sharing, unit by unit: «20 h et 2 jours»; quantities of different kinds are never summed. */
function givenBy({ lines }: SharingTable, memberId: string): string {
  const own = lines.filter((line) => line.memberId === memberId && line.standing !== "reimbursed" && line.quantity !== null);
  const said = own.slice(0, 3).map((line) => quantity(line.quantity ?? "0", line.unit));
  if (own.length === 0) return "";
  return own.length > 3 ? t().lines(own.length) : listed(said.filter((text) => !isZero(text)));
}
