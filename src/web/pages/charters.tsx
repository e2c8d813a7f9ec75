/** Charters of cooperation: those that wait for one’s signature first, then those in force, in writing, and closed. */
import type { Charter, CharterLine } from "../charter-place.js";
import { ButtonLink } from "../components/button.js";
import { Pill } from "../components/figures.js";
import { Empty, Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { listed, money } from "../format.js";
import en from "../i18n/en/charters.js";
import fr from "../i18n/fr/charters.js";
import { useHere } from "../place.js";
import { useList } from "../readings.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function ChartersPage() {
  const here = useHere();
  const reading = useList<CharterLine>(`${here.api}/charters?limit=200`);
  const begin = (
    <ButtonLink rank="first" href={`${here.home}/charters/new`}>
      {t().write}
    </ButtonLink>
  );
  return (
    <Shown reading={reading}>
      {(charters) => {
        const of = (...states: Charter["status"][]) => charters.filter(({ status, awaitsMe }) => states.includes(status) && !awaitsMe);
        const parts: [string, CharterLine[]][] = [
          [t().list.awaits, charters.filter(({ awaitsMe }) => awaitsMe)],
          [t().list.inForce, of("in-force", "winding-down")],
          [t().list.toSign, of("open")],
          [t().list.drafts, of("draft")],
        ];
        const closed = of("closed");
        return (
          <Page title={t().title(charters.filter(({ status }) => status === "in-force").length)} lead={t().lead} actions={begin} isWide>
            {charters.length === 0 && (
              <Empty title={t().empty.title}>
                <p>{t().empty.says}</p>
              </Empty>
            )}
            {parts.map(
              ([title, those]) =>
                those.length > 0 && (
                  <Section key={title} title={title}>
                    <Cards charters={those} />
                  </Section>
                ),
            )}
            {closed.length > 0 && (
              <details>
                <summary>{t().list.closed(closed.length)}</summary>
                <Cards charters={closed} />
              </details>
            )}
          </Page>
        );
      }}
    </Shown>
  );
}

function Cards({ charters }: { charters: readonly CharterLine[] }) {
  const here = useHere();
  return (
    <ul class="plain-list tiles">
      {charters.map(({ id, title, parties, total, currency, status, signed, toSign }) => (
        <li key={id}>
          <a class="card" href={`${here.home}/charters/${id}`}>
            <span class="strong good">{title}</span>
            <span class="muted small">{parties.length > 0 ? listed(parties.map(({ name }) => name)) : t().list.nobody}</span>
            <span class="row">
              {total !== null && <span class="figure">{money(total, currency)}</span>}
              {status === "open" && <Pill tone="wheat">{t().signedOf(signed, toSign)}</Pill>}
              {status === "winding-down" && <Pill tone="brick">{t().states["winding-down"]}</Pill>}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
