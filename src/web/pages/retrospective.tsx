/** One retrospective: nuggets, strengths, pebbles and weaknesses side by side, and what its harvester gathers of them. */
import { useSignal } from "@preact/signals";
import { useRoute } from "preact-iso/router";
import { write } from "../api.js";
import { Button } from "../components/button.js";
import { LongTextField } from "../components/fields.js";
import { Page, Section } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { Loading, Shown } from "../components/reading.js";
import { WordCard, WordDialog, wordKinds } from "../components/recognition/word-card.js";
import { Ask } from "../components/ties/ask.js";
import { tell } from "../components/told.js";
import { shortDay } from "../format.js";
import en from "../i18n/en/retrospective.js";
import reviews_en from "../i18n/en/reviews.js";
import fr from "../i18n/fr/retrospective.js";
import reviews_fr from "../i18n/fr/reviews.js";
import { nameIn, useCircles, useHere, useNameOf } from "../place.js";
import { useCurrent, useReading } from "../readings.js";
import type { Retrospective } from "../recognition-place.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });
const reviews = speak({ fr: reviews_fr, en: reviews_en });

export default function RetrospectivePage() {
  const here = useHere();
  const { params } = useRoute();
  const reading = useReading<Retrospective>(`${here.api}/retrospectives/${params.id}`);
  return <Shown reading={reading}>{(one) => <OneRetrospective key={one.id} retrospective={one} />}</Shown>;
}

function OneRetrospective({ retrospective }: { retrospective: Retrospective }) {
  const here = useHere();
  const nameOf = useNameOf();
  const circle = nameIn(useCircles())(retrospective.circleId);
  const acting = useSignal<"say" | "close" | undefined>(undefined);
  const { id, fromOn, untilOn, harvesterId, closedAt, isInside, mayHarvest, said } = retrospective;
  const at = `${here.api}/retrospectives/${id}`;
  const isOpen = closedAt === null;
  const { open, closed } = t().title;
  const ending = () => {
    acting.value = undefined;
  };
  const say = (
    <Button
      rank="first"
      onPress={() => {
        acting.value = "say";
      }}
    >
      {t().say}
    </Button>
  );
  return (
    <Page
      title={isOpen ? open(circle) : closed(circle)}
      lead={t().lead(shortDay(fromOn), shortDay(untilOn), nameOf(harvesterId))}
      back={{ href: `${here.home}/reviews`, label: reviews().back }}
      actions={isOpen && isInside && say}
      isWide
    >
      <p class="muted">{isInside ? t().inside : t().outside}</p>
      <div class="columns">
        {wordKinds.map((kind) => {
          const words = said.filter((word) => word.kind === kind);
          return (
            <Section key={kind} title={`${t().kinds[kind]}`}>
              <p class="muted small">{t().hints[kind]}</p>
              {words.length === 0 && <p class="muted">{t().none}</p>}
              <ul class="plain-list stack">
                {words.map((word) => (
                  <WordCard key={word.id} word={word} at={at} isOpen={isOpen} isHarvester={mayHarvest} />
                ))}
              </ul>
            </Section>
          );
        })}
      </div>
      <Gathering retrospective={retrospective} at={at} mayWrite={mayHarvest} />
      <div class="row no-print">
        {mayHarvest && (
          <Button
            onPress={() => {
              acting.value = "close";
            }}
          >
            {t().close}
          </Button>
        )}
        <Button rank="link" onPress={() => print()}>
          {t().print}
        </Button>
      </div>
      {acting.value === "say" && (
        <WordDialog title={t().say} done={t().said} send={(body, key) => write("POST", `${at}/words`, body, key)} onClose={ending} />
      )}
      {acting.value === "close" && (
        <Ask
          title={t().close}
          says={t().closeSays(said.filter(({ isPublished }) => isPublished).length, said.length)}
          done={t().closed}
          send={(key) => write("POST", `${at}/close`, {}, key)}
          onClose={ending}
        >
          {() => null}
        </Ask>
      )}
    </Page>
  );
}

function Gathering({ retrospective: { gathering }, at, mayWrite }: { retrospective: Retrospective; at: string; mayWrite: boolean }) {
  if (gathering === null) return null;
  return (
    <Section title={t().gathering}>
      {mayWrite ? <GatheringForm at={at} /> : <p class="card pre-line">{gathering || t().noGathering}</p>}
    </Section>
  );
}

/** Its text is written on from as it is now, not as it was kept from before. */
function GatheringForm({ at }: { at: string }) {
  const retrospective = useCurrent<Retrospective>(at);
  return retrospective ? <GatheringText at={at} gathering={retrospective.gathering ?? ""} /> : <Loading />;
}

function GatheringText({ at, gathering }: { at: string; gathering: string }) {
  const text = useSignal(gathering);
  const saving = useSending((_: undefined, key) => write("PUT", `${at}/gathering`, { gathering: text.value }, key));
  const save = async () => {
    if (await saving.run(undefined)) tell(t().saved);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <LongTextField
        label={t().gathering}
        hint={t().gatheringHint}
        rows={5}
        value={text.value}
        onValue={(value) => {
          text.value = value;
        }}
      />
      <ProblemNote problem={saving.problem} onRetry={() => void save()} />
      <div class="row">
        <Button isSubmit isBusy={saving.isBusy}>
          {t().save}
        </Button>
      </div>
    </form>
  );
}
