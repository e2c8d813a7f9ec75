/** Doubts about a contribution, told as they were: asked, answered, settled; and the one form that goes on from here. */
import { useSignal } from "@preact/signals";
import type { ContributionStory } from "../../features/contributions/contributions.schema.js";
import { write } from "../api.js";
import { dayAt, longDay } from "../format.js";
import en from "../i18n/en/contribution.js";
import fr from "../i18n/fr/contribution.js";
import { useCircles, useCollective, useHere, useNameOf } from "../place.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { LongTextField } from "./fields.js";
import { Section } from "./page.js";
import { ProblemNote } from "./problem.js";
import { tell } from "./told.js";

const t = speak({ fr, en });

type Question = ContributionStory["questions"][number];

export function ContributionQuestions({ story }: { story: ContributionStory }) {
  const here = useHere();
  const circles = useCircles();
  const { status, questions, memberId, loggedBy, circleId, life } = story;
  const open = questions.find(({ settledAt }) => settledAt === null);
  const isAuthor = here.me === memberId || here.me === loggedBy;
  const inUse = circles?.filter(({ isArchived }) => !isArchived) ?? [];
  const isInCircle = inUse.length === 1 || circles?.find(({ id }) => id === circleId)?.members.some((seat) => seat.memberId === here.me);
  const mayAsk = status === "declared" && !isAuthor && isInCircle === true && life !== "paid" && life !== "offered" && life !== "carried";
  if (questions.length === 0 && !mayAsk) return null;
  return (
    <Section title={t().question.section}>
      {questions.map((question) => (
        <QuestionCard key={question.id} question={question} />
      ))}
      {open && isAuthor && open.answer === null && <Answer story={story} question={open} />}
      {open && here.pilots(circleId) && <Settle story={story} question={open} />}
      {mayAsk && <Ask story={story} />}
    </Section>
  );
}

function QuestionCard({ question }: { question: Question }) {
  const who = useNameOf();
  const timeZone = useCollective()?.timeZone ?? "Europe/Paris";
  const on = (at: string | null) => longDay(dayAt(at ?? "", timeZone));
  const { askedBy, askedAt, reason, answer, answeredBy, answeredAt, settledBy, settledAt, outcome } = question;
  return (
    <div class={settledAt === null ? "card waits" : "card"}>
      <p class="muted small">{t().question.asked(who(askedBy), on(askedAt))}</p>
      <p>{reason}</p>
      {answer !== null && (
        <>
          <p class="muted small">{t().question.answered(who(answeredBy), on(answeredAt))}</p>
          <p>{answer}</p>
        </>
      )}
      {settledAt !== null && <p class="strong">{t().question.settled(who(settledBy), t().question.outcomes[outcome ?? "kept"] ?? "")}</p>}
    </div>
  );
}

function Answer({ story, question }: { story: ContributionStory; question: Question }) {
  const here = useHere();
  const text = useSignal("");
  const answer = useSending((_: undefined, key) =>
    write("POST", `${here.api}/contributions/${story.id}/questions/${question.id}/answer`, { answer: text.value }, key),
  );
  const send = async () => {
    if ((await answer.run(undefined)) !== undefined) tell(t().question.answerSent);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <LongTextField
        label={t().question.answer}
        hint={t().question.answerHint}
        rows={2}
        isRequired
        value={text.value}
        onValue={(value) => {
          text.value = value;
        }}
      />
      <ProblemNote problem={answer.problem} onRetry={() => void send()} />
      <Button rank="first" isWide isSubmit isBusy={answer.isBusy}>
        {t().question.sendAnswer}
      </Button>
    </form>
  );
}

function Settle({ story, question }: { story: ContributionStory; question: Question }) {
  const here = useHere();
  const reason = useSignal("");
  const settle = useSending((outcome: "kept" | "withdrawn", key) =>
    write(
      "POST",
      `${here.api}/contributions/${story.id}/questions/${question.id}/settlement`,
      { outcome, reason: reason.value.trim() || null },
      key,
    ),
  );
  const send = async (outcome: "kept" | "withdrawn") => {
    if ((await settle.run(outcome)) !== undefined) tell(t().question.settledNow);
  };
  return (
    <div class="card">
      <h3>{t().question.settle}</h3>
      <p class="muted">{t().question.settleHint}</p>
      <LongTextField
        label={t().question.settleWhy}
        rows={2}
        value={reason.value}
        onValue={(value) => {
          reason.value = value;
        }}
      />
      <ProblemNote problem={settle.problem} />
      <div class="row">
        <Button isBusy={settle.isBusy} onPress={() => void send("kept")}>
          {t().question.keep}
        </Button>
        <Button isBusy={settle.isBusy} onPress={() => void send("withdrawn")}>
          {t().question.remove}
        </Button>
      </div>
    </div>
  );
}

function Ask({ story }: { story: ContributionStory }) {
  const here = useHere();
  const reason = useSignal("");
  const ask = useSending((_: undefined, key) =>
    write("POST", `${here.api}/contributions/${story.id}/questions`, { reason: reason.value }, key),
  );
  const send = async () => {
    if ((await ask.run(undefined)) !== undefined) tell(t().question.sent);
  };
  return (
    <details>
      <summary>{t().question.open}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <LongTextField
          label={t().question.why}
          hint={t().question.hint}
          rows={2}
          isRequired
          value={reason.value}
          onValue={(value) => {
            reason.value = value;
          }}
        />
        <ProblemNote problem={ask.problem} onRetry={() => void send()} />
        <Button isSubmit isBusy={ask.isBusy}>
          {t().question.send}
        </Button>
      </form>
    </details>
  );
}
