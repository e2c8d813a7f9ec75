/** The rule of a sharing: a named model, its steps adjusted, and at once what it gives here against the rule of today. */
import { useSignal } from "@preact/signals";
import { useLocation, useRoute } from "preact-iso/router";
import { Refusal } from "../../domain/refusals.js";
import type { requireKey } from "../../domain/sharing-assembly.js";
import { write } from "../api.js";
import { Button } from "../components/button.js";
import { Page, Section } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { Loading, Shown } from "../components/reading.js";
import { Picture, useComparison } from "../components/sharing-compare.js";
import { useKeyMaterial } from "../components/sharing-material.js";
import { type Meeting, useMeeting } from "../components/sharing-meeting.js";
import { ModelChoice } from "../components/sharing-models.js";
import type { StepPlace } from "../components/sharing-step.js";
import { StepList } from "../components/sharing-steps.js";
import { tell } from "../components/told.js";
import { useHasDecisions } from "../decisions-shown.js";
import en from "../i18n/en/sharing-key.js";
import fr from "../i18n/fr/sharing-key.js";
import { useLater } from "../later.js";
import { nameIn, useFunds, useHere, useKinds } from "../place.js";
import { useReading } from "../readings.js";
import { sayRefusal } from "../refusal-words.js";
import { useSending } from "../sending.js";
import { comparedWith, type SharingTable } from "../sharing-figures.js";
import { type Key, type KeyMaterial, modelInstead, modelOf, type Step, stepsOf } from "../sharing-keys.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function SharingKeyPage() {
  const here = useHere();
  const { params } = useRoute();
  const reading = useReading<SharingTable>(`${here.api}/sharings/${params.id}`);
  return <Shown reading={reading}>{(table) => <Ready table={table} />}</Shown>;
}

function Ready({ table }: { table: SharingTable }) {
  const meeting = useMeeting(table);
  const material = useKeyMaterial(table.currency);
  const kinds = useKinds();
  const funds = useFunds()?.filter(({ currency, isArchived }) => currency === table.currency && !isArchived);
  if (!material || !kinds || !funds || !meeting.everybody) return <Loading />;
  const members = meeting.everybody.filter(({ leftOn }) => leftOn === null);
  return <KeyPage meeting={meeting} material={material} place={{ kinds, funds, members }} />;
}

function KeyPage({ meeting, material, place }: { meeting: Meeting; material: KeyMaterial; place: StepPlace }) {
  const { table, home, api, mayLead, name } = meeting;
  const { route } = useLocation();
  const steps = useSignal<readonly Step[]>(stepsOf(table.key));
  const key: Key = { steps: steps.value };
  const model = modelOf(key);
  const isOpen = table.status === "open" || table.status === "draft";
  const rule = useLater(async () => (await import("../../domain/sharing-assembly.js")).requireKey);
  const fault = rule && faultOf(rule, key, place, table.currency);
  const isChanged = JSON.stringify(steps.value) !== JSON.stringify(stepsOf(table.key));
  const save = useSending((_: undefined, sent: string) => write("PATCH", api, { key }, sent));
  const submit = async () => {
    if (!(await save.run(undefined))) return;
    tell(t().editor.saved);
    route(home);
  };
  const hasDecisions = useHasDecisions(meeting.here);
  const title = model === null ? t().own : t().models[model].name;
  const isProposing = useSignal(false);
  const Proposal = useLater(async () => (await import("../components/sharing-key-proposal.js")).KeyProposal);
  const names = { currency: table.currency, kind: nameIn(place.kinds), fund: nameIn(place.funds), member: name };
  return (
    <Page
      isWide
      title={t().editor.title(title)}
      lead={!isOpen ? t().editor.notOpen : mayLead ? t().editor.lead : t().editor.notYours}
      back={{ href: home, label: t().editor.back }}
    >
      <div class="meeting">
        <div class="stack loose">
          <ModelChoice
            chosen={model}
            legend={t().editor.models}
            onChoose={(chosen) => {
              steps.value = modelInstead(chosen, key, material).steps;
            }}
          />
          <Section title={t().editor.steps}>
            <StepList
              steps={steps.value}
              names={names}
              place={place}
              onSteps={(next) => {
                steps.value = next;
              }}
            />
          </Section>
        </div>
        <div class="stack">
          <Effect meeting={meeting} {...(fault === null && isChanged ? { next: key } : {})} fault={fault} />
          {isOpen && mayLead && (
            <>
              <ProblemNote problem={save.problem} onRetry={() => void submit()} />
              <Button rank="first" isWide isBusy={save.isBusy} isOff={!isChanged || fault !== null} onPress={() => void submit()}>
                {t().editor.save}
              </Button>
            </>
          )}
          {hasDecisions && Proposal && fault === null && (
            <Button
              isWide
              onPress={() => {
                isProposing.value = true;
              }}
            >
              {t().propose.act}
            </Button>
          )}
          {isProposing.value && Proposal && (
            <Proposal
              meeting={meeting}
              proposed={key}
              title={title}
              onClose={() => {
                isProposing.value = false;
              }}
            />
          )}
        </div>
      </div>
    </Page>
  );
}

/** What is wrong with a key, in the words of the very rule that would refuse it; null when it can work. */
function faultOf(rule: typeof requireKey, key: Key, { kinds, funds, members }: StepPlace, currency: string): string | null {
  try {
    rule(key, { kinds, funds, members, currency });
    return null;
  } catch (error) {
    if (error instanceof Refusal) return sayRefusal(error);
    throw error;
  }
}

/** What the key gives here, beside the one of today; `fault` is undefined until it is judged. */
function Effect({ meeting, next, fault }: { meeting: Meeting; next?: Key; fault: string | null | undefined }) {
  const { answer, problem } = useComparison(meeting, [{ title: t().editor.now }, ...(next ? [{ title: t().editor.next, key: next }] : [])]);
  return (
    <section class="card" aria-labelledby="effect">
      <h2 id="effect">{t().editor.effect}</h2>
      <p class="muted small">{t().editor.effectSays}</p>
      {fault && <p class="notice brick">{fault}</p>}
      {answer ? <Picture meeting={meeting} compared={comparedWith(answer, meeting.table)} /> : !problem && <Loading />}
      <ProblemNote problem={problem} />
      {!next && fault === null && <p class="muted">{t().editor.unchanged}</p>}
    </section>
  );
}
