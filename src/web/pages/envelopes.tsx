/** The envelopes of the collective: what is left in each, and how wishes stand against it. */
import { ButtonLink } from "../components/button.js";
import { EnvelopeCard } from "../components/house/envelope-card.js";
import { Empty, Page } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { money } from "../format.js";
import { sumOf, wishingOf } from "../house-figures.js";
import en from "../i18n/en/envelopes.js";
import fr from "../i18n/fr/envelopes.js";
import { type Envelope, nameIn, useCircles, useHere } from "../place.js";
import { useList } from "../readings.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function EnvelopesPage() {
  const here = useHere();
  const reading = useList<Envelope>(`${here.api}/envelopes?state=all&limit=200`);
  const mayOpen = here.isAdmin || here.isTreasurer || here.pilotOf.length > 0;
  const act = <ButtonLink href={`${here.home}/envelopes/new`}>{t().list.open}</ButtonLink>;
  return (
    <Shown reading={reading}>
      {(envelopes) => {
        const open = envelopes.filter(({ closedAt }) => !closedAt);
        const closed = envelopes.filter(({ closedAt }) => closedAt);
        return (
          <Page title={titleOf(open)} lead={open.length > 0 ? leadOf(open) : undefined} actions={mayOpen && open.length > 0 && act} isWide>
            {open.length === 0 ? (
              <Empty title={t().list.empty.title}>
                <p>{t().list.empty.lead}</p>
                {mayOpen && (
                  <ButtonLink rank="first" isWide href={`${here.home}/envelopes/new`}>
                    {t().list.open}
                  </ButtonLink>
                )}
              </Empty>
            ) : (
              <Cards envelopes={open} />
            )}
            {closed.length > 0 && (
              <details>
                <summary>{t().list.closed(closed.length)}</summary>
                <ul>
                  {closed.map(({ id, name }) => (
                    <li key={id}>
                      <a href={`${here.home}/envelopes/${id}`}>{name}</a>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </Page>
        );
      }}
    </Shown>
  );
}

function titleOf(open: readonly Envelope[]): string {
  const [first, ...others] = open;
  if (first && others.some(({ currency }) => currency !== first.currency)) return t().list.titleMany(open.length);
  return t().list.title(open.length, first ? money(sumOf(open.map(({ figures }) => figures.left)), first.currency) : "");
}

function leadOf(open: readonly Envelope[]): string {
  const over = open.filter(({ figures }) => wishingOf(figures) === "over").length;
  return over > 0 ? t().list.over(over) : t().list.lead;
}

function Cards({ envelopes }: { envelopes: readonly Envelope[] }) {
  const here = useHere();
  const circles = useCircles();
  const circle = nameIn(circles);
  const isSplit = new Set(envelopes.map(({ circleId }) => circleId)).size > 1;
  return (
    <ul class="plain-list tiles">
      {envelopes.map((envelope) => (
        <li key={envelope.id}>
          <EnvelopeCard envelope={envelope} home={here.home} {...(isSplit ? { circle: circle(envelope.circleId) } : {})} />
        </li>
      ))}
    </ul>
  );
}
