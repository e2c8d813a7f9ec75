/** Rounds: what each waits for; those that wait for me first. */
import { ButtonLink } from "../components/button.js";
import { Page, Section } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { RoundTile, waitsForMe } from "../components/round-tile.js";
import en from "../i18n/en/rounds.js";
import fr from "../i18n/fr/rounds.js";
import { type Place, useHere } from "../place.js";
import { useList } from "../readings.js";
import { type Round, sumIn } from "../round-figures.js";
import { useTimeZone } from "../round-place.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function RoundsPage() {
  const here = useHere();
  const rounds = useList<Round>(`${here.api}/rounds`);
  return <Shown reading={rounds}>{(read) => <Rounds here={here} rounds={read} />}</Shown>;
}

function Rounds({ here, rounds }: { here: Place; rounds: readonly Round[] }) {
  const { list } = t();
  const timeZone = useTimeZone();
  const mine = rounds.filter((round) => waitsForMe(round, here));
  const running = [...mine, ...rounds.filter((round) => round.endedAt === null && !mine.includes(round))];
  const over = rounds.filter(({ endedAt }) => endedAt !== null);
  const canOpen = here.pilotOf.length > 0;
  const open = canOpen && (
    <ButtonLink href={`${here.home}/rounds/new`} rank={mine.length === 0 ? "first" : "second"} isWide={running.length === 0}>
      {list.open}
    </ButtonLink>
  );
  return (
    <Page title={titleOf(mine, running.length)} lead={list.lead} actions={running.length > 0 && open}>
      {rounds.length === 0 && <RoundsTaught />}
      {running.length === 0 && open}
      {running.length > 0 && (
        <ul class="plain-list settled">
          {running.map((round) => (
            <li key={round.id}>
              <RoundTile round={round} here={here} timeZone={timeZone} />
            </li>
          ))}
        </ul>
      )}
      {over.length > 0 && (
        <Section title={list.over}>
          <ul class="plain-list settled">
            {over.map((round) => (
              <li key={round.id}>
                <RoundTile round={round} here={here} timeZone={timeZone} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

function titleOf(mine: readonly Round[], running: number): string {
  const { list } = t();
  const [first] = mine;
  if (mine.length === 1 && first?.phase === "pledging" && first.own) return list.titleMine(sumIn(first.commodity)(first.own.left));
  return mine.length > 1 ? list.titleSeveral(mine.length) : list.title(running);
}

function RoundsTaught() {
  const { empty } = t().list;
  return (
    <div class="card">
      <h2>{empty.title}</h2>
      <ol>
        {empty.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{empty.points}</p>
      <p class="muted">{empty.who}</p>
    </div>
  );
}
