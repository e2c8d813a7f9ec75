/** One thing that a line leaves open: choices to tap, or the field itself. */
import { isMoneyUnit } from "../../domain/units.js";
import type { DraftField, DraftPlace, DraftValues } from "../draft-fields.js";
import { currencyMark, longDay, money, quantity, unitOfMany } from "../format.js";
import en from "../i18n/en/contribute.js";
import fr from "../i18n/fr/contribute.js";
import { nameIn } from "../place.js";
import type { DraftQuestion } from "../quick-draft.js";
import { speak, unbroken } from "../speech.js";
import { Chips, type Choice, DecimalField, SelectField, TextField } from "./fields.js";

const t = speak({ fr, en });

interface QuestionProps {
  question: DraftQuestion;
  values: DraftValues;
  place: DraftPlace;
  onAnswer: (field: DraftField, value: string) => void;
}

/** More choices than this are a list to open. */
const chipsMax = 8;

export function QuickQuestion(props: QuestionProps) {
  const { question, values, place, onAnswer } = props;
  const { field, sentence } = question;
  const label = unbroken(sentence) || t().questions[field] || "";
  const answer = (value: string) => onAnswer(field, value);
  if (question.isExpenseOrClaim) return <ExpenseOrClaim {...props} />;
  const kind = place.kinds.find(({ id }) => id === values.kindId);
  if (field === "dayOn") {
    const isChoice = question.options.some((option) => option.split("/")[0] === values.dayOn);
    const chooseDays = (option: string) => {
      const [from = "", until = ""] = option.split("/");
      answer(from);
      onAnswer("untilOn", until);
    };
    return (
      <>
        {question.options.length > 0 && (
          <Chips
            legend={label}
            value={isChoice && !question.isOpen ? [values.dayOn, values.untilOn].filter(Boolean).join("/") : ""}
            choices={daysOf(question.options)}
            onChoice={chooseDays}
          />
        )}
        <TextField
          label={question.options.length > 0 ? t().anotherDay : label}
          type="date"
          value={question.isOpen || isChoice ? "" : values.dayOn}
          onValue={answer}
        />
      </>
    );
  }
  if (["quantity", "amount", "claim"].includes(field)) {
    const own = kind?.unit ?? "";
    const unit = field !== "quantity" || isMoneyUnit(own) ? place.currency : own;
    const choices = question.options.map((option) => figureChoice(option, field, unit, place));
    return (
      <>
        {choices.length > 0 && <Chips legend={label} value={question.isOpen ? "" : values[field]} choices={choices} onChoice={answer} />}
        <DecimalField
          label={choices.length > 0 ? t().another : label}
          unit={unit === place.currency ? currencyMark(unit) : unitOfMany(unit)}
          value={values[field]}
          onValue={answer}
        />
      </>
    );
  }
  const choices = namesFor(question, place);
  const value = question.isOpen ? "" : values[field];
  if (choices.length <= chipsMax) return <Chips legend={label} value={value} choices={choices} onChoice={answer} />;
  return <SelectField label={label} value={value} options={[{ value: "", label: t().choose }, ...choices]} onValue={answer} />;
}

function ExpenseOrClaim({ question, values, place, onAnswer }: QuestionProps) {
  const kind = place.kinds.find(({ id }) => id === values.kindId);
  const amount = question.options[0] ?? place.read(/[\d.,'\s\u00a0\u202f]*\d/.exec(question.sentence)?.[0] ?? "") ?? "";
  const expense = place.kinds.find(({ isExpense, isArchived }) => isExpense && !isArchived);
  const isExpense = kind?.isExpense && values.amount !== "";
  const choose = (choice: string) => {
    if (choice === "expense" && expense) onAnswer("kindId", expense.id);
    onAnswer(choice === "expense" ? "amount" : "claim", place.typed(amount));
  };
  return (
    <Chips
      legend={unbroken(question.sentence)}
      value={isExpense ? "expense" : values.claim === "" ? "" : "claim"}
      choices={[
        ...(expense ? [{ value: "expense", label: t().asExpense(money(amount || "0", place.currency)) }] : []),
        { value: "claim", label: t().asClaim(money(amount || "0", place.currency)) },
      ]}
      onChoice={choose}
    />
  );
}

const daysOf = (days: readonly string[]): Choice[] =>
  days.map((option) => ({ value: option, label: option.split("/").map(longDay).join(" – ") }));

/** Several quantities come with their unit: «2 h», «3 h». */
function figureChoice(option: string, field: DraftField, unit: string, place: DraftPlace): Choice {
  const [figure = "", written] = option.split(" ");
  const label = field === "quantity" ? quantity(figure, written ?? (unit || null)) : money(figure, place.currency);
  return { value: place.typed(figure), label };
}

function namesFor({ field, options }: DraftQuestion, place: DraftPlace): Choice[] {
  const { kinds, circles, envelopes, members } = place;
  const things = { kindId: kinds.filter(isInUse), circleId: circles.filter(isInUse), envelopeId: envelopes, memberId: members }[
    field as string
  ];
  const name = nameIn(things);
  const ids = options.length > 0 ? options : (things ?? []).map(({ id }) => id);
  const choices = ids.map((id) => ({ value: id, label: name(id) }));
  return field === "envelopeId" ? [...choices, { value: "", label: t().noEnvelope }] : choices;
}

const isInUse = ({ isArchived }: { isArchived: boolean }): boolean => !isArchived;
