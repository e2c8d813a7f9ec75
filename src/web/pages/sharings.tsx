/** Sharings: what is under way first, then what was posted; wishes that were carried and wait. */
import { ButtonLink } from "../components/button.js";
import { Pill } from "../components/figures.js";
import { Empty, Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { CarriedWishes } from "../components/sharing-carried.js";
import { dayAt, longDay, money, shortDay } from "../format.js";
import sharing_en from "../i18n/en/sharing.js";
import en from "../i18n/en/sharings.js";
import sharing_fr from "../i18n/fr/sharing.js";
import fr from "../i18n/fr/sharings.js";
import { nameIn, useCollective, useHere } from "../place.js";
import { useList, useReading } from "../readings.js";
import { isByWishes, isZero, type Sharing, type SharingTable } from "../sharing-figures.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });
const words = speak({ fr: sharing_fr, en: sharing_en });

const isNow = ({ status }: Sharing) => ["draft", "open", "proposed", "adopted"].includes(status);
const isDone = ({ status }: Sharing) => status === "posted" || status === "paid";

export default function SharingsPage() {
  const here = useHere();
  const reading = useList<Sharing>(`${here.api}/sharings?limit=100`);
  const mayPrepare = here.isAdmin || here.pilotOf.length > 0;
  return (
    <Shown reading={reading}>
      {(sharings) => (
        <Page
          title={t().title(
            sharings.filter(({ status }) => status === "open").length,
            sharings.filter(({ status }) => status === "proposed").length,
          )}
          lead={t().lead}
          actions={
            mayPrepare && (
              <ButtonLink rank="first" href={`${here.home}/sharings/new`}>
                {t().prepare}
              </ButtonLink>
            )
          }
        >
          {sharings.length === 0 && (
            <Empty title={t().empty.title}>
              <p>{t().empty.lead}</p>
            </Empty>
          )}
          <Group title={t().groups.now} sharings={sharings.filter(isNow)} />
          <CarriedWishes />
          <Group title={t().groups.done} sharings={sharings.filter(isDone)} />
          <Group title={t().groups.over} sharings={sharings.filter((each) => !isNow(each) && !isDone(each))} />
        </Page>
      )}
    </Shown>
  );
}

function Group({ title, sharings }: { title: string; sharings: readonly Sharing[] }) {
  if (sharings.length === 0) return null;
  return (
    <Section title={title}>
      <ul class="plain-list stack">
        {sharings.map((each) => (
          <li key={each.id}>
            <SharingCard sharing={each} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

const tones = {
  draft: undefined,
  open: "wheat",
  proposed: "wheat",
  adopted: "green",
  posted: "wheat",
  paid: "green",
  abandoned: undefined,
  reversed: undefined,
} as const;

function SharingCard({ sharing }: { sharing: Sharing }) {
  const here = useHere();
  // Closed envelopes too: what was shared of them stays.
  const envelope = nameIn(useList<{ id: string; name: string }>(`${here.api}/envelopes?state=all`).value);
  const { status, currency } = sharing;
  const timeZone = useCollective()?.timeZone ?? "Europe/Paris";
  const tone = tones[status];
  const amount = sharing.given ?? sharing.amount;
  const details = [
    envelope(sharing.envelopeId),
    t().until(shortDay(sharing.untilOn)),
    ...(status === "open" && sharing.closesOn ? [t().closes(longDay(sharing.closesOn))] : []),
    ...(sharing.postedAt ? [t().postedOn(shortDay(dayAt(sharing.postedAt, timeZone)))] : []),
  ];
  return (
    <a class="card" href={`${here.home}/sharings/${sharing.id}`}>
      <span class="row between baseline">
        <span class="strong good">{sharing.title}</span>
        <Pill {...(tone ? { tone } : {})}>{words().states[status]}</Pill>
      </span>
      {isNow(sharing) ? <Standing id={sharing.id} /> : amount !== null && <span class="figure amount">{money(amount, currency)}</span>}
      <span class="muted small">{details.join(" · ")}</span>
    </a>
  );
}

/** Where a sharing under way stands: what is kept against what there is. */
function Standing({ id }: { id: string }) {
  const here = useHere();
  const table = useReading<SharingTable>(`${here.api}/sharings/${id}`).value;
  if (!table) return null;
  const { budget, currency, given } = table;
  const show = (amount: string) => money(amount, currency);
  if (given !== null) return <span class="figure amount">{show(given)}</span>;
  if (!isByWishes(table)) return <span>{words().title.toShare(show(budget.amount))}</span>;
  return (
    <span class="stack tight">
      <span>{words().title.wished(show(budget.amount), show(budget.asked))}</span>
      {!isZero(budget.over) && <span class="danger small">{t().over(show(budget.over))}</span>}
    </span>
  );
}
