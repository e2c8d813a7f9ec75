/** One circle: its sheet, its links, who is in it, the money it decides on, its meetings and what is open. Printed, it is its sheet. */
import { useSignal } from "@preact/signals";
import { Fragment } from "preact";
import { useRoute } from "preact-iso/router";
import { write } from "../api.js";
import { Button, ButtonLink } from "../components/button.js";
import { Dialog } from "../components/dialog.js";
import { CircleDialog } from "../components/house/circle-dialog.js";
import { CircleLinks } from "../components/house/circle-links.js";
import { CircleMeetings } from "../components/house/circle-meetings.js";
import { Seats } from "../components/house/circle-seats.js";
import { Sheet } from "../components/house/circle-sheet.js";
import { EnvelopeCard } from "../components/house/envelope-card.js";
import { type Round, RoundList, type Sharing, SharingList } from "../components/house/gatherings.js";
import { Page, Section } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { Shown } from "../components/reading.js";
import { tell } from "../components/told.js";
import { dayAt, longDay } from "../format.js";
import en from "../i18n/en/circles.js";
import common_en from "../i18n/en/common.js";
import fr from "../i18n/fr/circles.js";
import common_fr from "../i18n/fr/common.js";
import { useLater } from "../later.js";
import { type Circle, type CircleSheet, type Envelope, useCircles, useCollective, useHere } from "../place.js";
import { useList, useReading } from "../readings.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

export default function CirclePage() {
  const here = useHere();
  const { params } = useRoute();
  const reading = useReading<CircleSheet>(`${here.api}/circles/${params.id}`);
  return <Shown reading={reading}>{(circle) => <OneCircle key={circle.id} circle={circle} />}</Shown>;
}

const underWay: readonly Sharing["status"][] = ["draft", "open", "proposed", "adopted"];

function OneCircle({ circle }: { circle: CircleSheet }) {
  const here = useHere();
  const { id, name, purpose, isArchived, members } = circle;
  const Decisions = useLater(async () => (await import("../components/house/circle-decisions.js")).CircleDecisions);
  const Retrospectives = useLater(async () => (await import("../components/house/circle-retrospectives.js")).CircleRetrospectives);
  const envelopes = useList<Envelope>(`${here.api}/envelopes?circleId=${id}&limit=200`).value ?? [];
  const rounds = useList<Round>(`${here.api}/rounds?circleId=${id}`).value ?? [];
  const sharings = useList<Sharing>(`${here.api}/sharings`).value?.filter(({ circleId }) => circleId === id) ?? [];
  const current = sharings.filter(({ status }) => underWay.includes(status));
  const isKeeper = here.isAdmin || here.pilots(id);
  const isSeated = members.some(({ memberId }) => memberId === here.me);
  const mayChange = isKeeper && !isArchived;
  return (
    <Page
      title={isArchived ? t().page.archived(name) : t().page.title(name, members.length)}
      lead={purpose || t().list.noPurpose}
      back={{ href: `${here.home}/circles`, label: t().back }}
      actions={
        isSeated &&
        !isArchived && (
          <ButtonLink rank="first" href={`${here.home}/meetings/new?circle=${id}`}>
            {t().page.write}
          </ButtonLink>
        )
      }
      isWide
    >
      <Place circle={circle} />
      <Late circle={circle} />
      <div class="columns">
        <div class="stack loose">
          <Sheet circle={circle} mayChange={mayChange} />
          <CircleLinks circle={circle} mayChange={mayChange} />
        </div>
        <div class="stack loose">
          <div class="stack loose no-print">
            <CircleMeetings circleId={id} isSeated={isSeated} />
          </div>
          <Seats circle={circle} />
          <Section title={t().page.envelopes}>
            {envelopes.length === 0 && <p class="muted">{t().page.noEnvelopes}</p>}
            {envelopes.map((envelope) => (
              <EnvelopeCard key={envelope.id} envelope={envelope} home={here.home} />
            ))}
            {mayChange && (
              <div class="row no-print">
                <ButtonLink href={`${here.home}/envelopes/new?circle=${id}`}>{t().page.openEnvelope}</ButtonLink>
              </div>
            )}
          </Section>
          <div class="stack loose no-print">
            {Decisions && <Decisions circle={circle} />}
            {current.length > 0 && (
              <Section title={t().page.sharings}>
                <SharingList sharings={current} />
              </Section>
            )}
            {rounds.length > 0 && (
              <Section title={t().page.rounds}>
                <RoundList rounds={rounds} />
              </Section>
            )}
            <Shared sharings={sharings} />
            {Retrospectives && <Retrospectives circleId={id} />}
          </div>
        </div>
      </div>
      {isKeeper && <Editing circle={circle} envelopes={envelopes.length} />}
    </Page>
  );
}

/** A circle that has not met for its rhythm: said to all, without a reproach. */
function Late({ circle: { name, lastMetOn, dueOn, daysLate } }: { circle: Circle }) {
  if (dueOn === null || daysLate === 0) return null;
  return (
    <div class="notice no-print">
      <p class="strong">{t().page.late(name, daysLate)}</p>
      <p>{lastMetOn ? t().page.lateSince(longDay(lastMetOn), longDay(dueOn)) : t().page.lateNever(longDay(dueOn))}</p>
    </div>
  );
}

function Place({ circle: { id, parentId } }: { circle: Circle }) {
  const here = useHere();
  const circles = useCircles() ?? [];
  const parent = circles.find((each) => each.id === parentId);
  const inner = circles.filter((each) => each.parentId === id && !each.isArchived);
  if (!parent && inner.length === 0) return null;
  return (
    <p class="muted">
      {parent && <a href={`${here.home}/circles/${parent.id}`}>{t().page.inside(parent.name)}</a>}
      {parent && inner.length > 0 && " · "}
      {inner.length > 0 && `${t().page.inner} : `}
      {inner.map((each, index) => (
        <Fragment key={each.id}>
          {index > 0 && ", "}
          <a href={`${here.home}/circles/${each.id}`}>{each.name}</a>
        </Fragment>
      ))}
    </p>
  );
}

/** The days on which its sharings were adopted or posted. */
function Shared({ sharings }: { sharings: readonly Sharing[] }) {
  const here = useHere();
  const timeZone = useCollective()?.timeZone;
  const decided = sharings.flatMap(({ id, title, adoptedAt, postedAt }) => {
    const at = adoptedAt ?? postedAt;
    return at ? [{ id, title, at }] : [];
  });
  if (decided.length === 0 || !timeZone) return null;
  return (
    <Section title={t().page.shared}>
      <p class="muted small">{t().page.sharedLead}</p>
      <ul class="plain-list ruled card">
        {decided.map(({ id, title, at }) => (
          <li key={id}>
            {longDay(dayAt(at, timeZone))}
            <a class="meaning" href={`${here.home}/sharings/${id}`}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Editing({ circle, envelopes }: { circle: Circle; envelopes: number }) {
  const here = useHere();
  const { id, name, isArchived, members } = circle;
  const asked = useSignal<"edit" | "archive" | undefined>(undefined);
  const close = () => {
    asked.value = undefined;
  };
  const archiving = useSending((archived: boolean) => write<Circle>("PATCH", `${here.api}/circles/${id}`, { isArchived: archived }));
  const archive = async (archived: boolean) => {
    if (!(await archiving.run(archived))) return;
    close();
    tell(archived ? t().page.archivedTold(name) : t().page.unarchivedTold(name));
  };
  return (
    <div class="stack tight no-print">
      <div class="row">
        {!isArchived && (
          <Button
            onPress={() => {
              asked.value = "edit";
            }}
          >
            {t().page.edit}
          </Button>
        )}
        <Button
          rank="link"
          isBusy={archiving.isBusy}
          onPress={() => {
            if (isArchived) void archive(false);
            else asked.value = "archive";
          }}
        >
          {isArchived ? t().page.unarchive : t().page.archive}
        </Button>
      </div>
      {!asked.value && <ProblemNote problem={archiving.problem} />}
      {asked.value === "edit" && <CircleDialog circle={circle} onClose={close} />}
      {asked.value === "archive" && (
        <Dialog title={t().page.archiveAsk(name)} onClose={close}>
          <p>{t().page.archiveSays(envelopes, members.length)}</p>
          <ProblemNote problem={archiving.problem} />
          <Button rank="irreversible" isWide isBusy={archiving.isBusy} onPress={() => void archive(true)}>
            {t().page.archive}
          </Button>
          <Button onPress={close}>{common().cancel}</Button>
        </Dialog>
      )}
    </div>
  );
}
