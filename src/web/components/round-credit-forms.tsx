/** Three ways to give credits: the same for each, by weights, or so much in all for one. */
import { useSignal } from "@preact/signals";
import type { CreditChangeAsked } from "../../features/rounds/credits.schema.js";
import { write } from "../api.js";
import en from "../i18n/en/pilot.js";
import fr from "../i18n/fr/pilot.js";
import { type Member, useMembers } from "../place.js";
import { type Credits, isNothing, markOf, minorOf, type Round, sumIn, textOf } from "../round-figures.js";
import type { RoundPlace } from "../round-place.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { CheckField, DecimalField, faultAt, readDecimal, SelectField, typedDecimal } from "./fields.js";
import { ProblemNote } from "./problem.js";
import { tell } from "./told.js";

const t = speak({ fr, en });

export interface CreditFormProps {
  place: RoundPlace;
  round: Round;
  credits: Credits;
}

function useGiving(place: RoundPlace) {
  const sending = useSending((change: CreditChangeAsked, key) => write<Credits>("POST", `${place.api}/credits`, change, key));
  const give = async (change: CreditChangeAsked): Promise<boolean> => {
    const done = (await sending.run(change)) !== undefined;
    if (done) tell(t().credits.done);
    return done;
  };
  return { ...sending, give };
}

/** People who are here: who can be given credits. */
const usePeople = (): readonly Member[] => useMembers()?.filter(({ kind, leftOn }) => kind === "person" && leftOn === null) ?? [];

/** All that is in the pool, until something else is typed, which stays when the pool changes meanwhile. */
function usePoolAmount(pool: string) {
  const typed = useSignal<string | null>(null);
  return {
    value: typed.value ?? (isNothing(pool) ? "" : typedDecimal(pool)),
    type: (value: string) => {
      typed.value = value;
    },
    forget: () => {
      typed.value = null;
    },
  };
}

export function GiveEqually({ place, round, credits }: CreditFormProps) {
  const words = t().credits;
  const giving = useGiving(place);
  const people = usePeople();
  const amount = usePoolAmount(credits.pool);
  const out = useSignal<readonly string[]>([]);
  const chosen = people.filter(({ id }) => !out.value.includes(id));
  const minor = minorOf(readDecimal(amount.value) ?? "0", round.commodity) ?? 0n;
  const each = chosen.length > 0 && minor > 0n ? textOf(minor / BigInt(chosen.length), round.commodity) : undefined;
  const submit = async () => {
    const asked = readDecimal(amount.value) ?? amount.value;
    if (await giving.give({ by: "equal", amount: asked, memberIds: chosen.map(({ id }) => id) })) amount.forget();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <DecimalField
        label={words.amount}
        unit={markOf(round.commodity)}
        isRequired
        value={amount.value}
        fault={faultAt(giving.problem, "amount")}
        onValue={amount.type}
      />
      <fieldset class="field">
        <legend>{words.among}</legend>
        <div class="row">
          <Button rank="link" onPress={() => (out.value = [])}>
            {words.all}
          </Button>
          <Button rank="link" onPress={() => (out.value = people.map(({ id }) => id))}>
            {words.nobody}
          </Button>
        </div>
        <div class="people">
          {people.map(({ id, name }) => (
            <CheckField
              key={id}
              label={name}
              isChecked={!out.value.includes(id)}
              onChecked={(isOn) => (out.value = isOn ? out.value.filter((one) => one !== id) : [...out.value, id])}
            />
          ))}
        </div>
      </fieldset>
      <p class="notice green" role="status">
        {each ? words.equalSays(sumIn(round.commodity)(each), chosen.length) : words.chosen(chosen.length)}
      </p>
      <ProblemNote problem={giving.problem} />
      <Button rank="first" isSubmit isBusy={giving.isBusy} isOff={chosen.length === 0}>
        {words.give}
      </Button>
    </form>
  );
}

export function GiveWeighted({ place, round, credits }: CreditFormProps) {
  const words = t().credits;
  const giving = useGiving(place);
  const people = usePeople();
  const amount = usePoolAmount(credits.pool);
  const weights = useSignal<Readonly<Record<string, string>>>({});
  const weightOf = (id: string): number => {
    const typed = weights.value[id] ?? "1";
    return /^\d{1,6}$/.test(typed.trim()) ? Number(typed.trim()) : 0;
  };
  const given = people.map(({ id }) => ({ memberId: id, weight: weightOf(id) })).filter(({ weight }) => weight > 0);
  const submit = async () => {
    if (await giving.give({ by: "weights", amount: readDecimal(amount.value) ?? amount.value, weights: given })) amount.forget();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <DecimalField
        label={words.amount}
        unit={markOf(round.commodity)}
        isRequired
        value={amount.value}
        fault={faultAt(giving.problem, "amount")}
        onValue={amount.type}
      />
      <p class="muted">{words.weightHint}</p>
      <div class="pair">
        {people.map(({ id, name }) => (
          <DecimalField
            key={id}
            label={words.weight(name)}
            value={weights.value[id] ?? "1"}
            onValue={(value) => (weights.value = { ...weights.value, [id]: value })}
          />
        ))}
      </div>
      <ProblemNote problem={giving.problem} />
      <Button rank="first" isSubmit isBusy={giving.isBusy} isOff={given.length === 0}>
        {words.give}
      </Button>
    </form>
  );
}

export function SetForOne({ place, round, credits }: CreditFormProps) {
  const words = t().credits;
  const giving = useGiving(place);
  const people = usePeople();
  const memberId = useSignal("");
  const amount = useSignal("");
  // Nobody until somebody is chosen: who comes first in the list changes as people come and go.
  const chosen = people.some(({ id }) => id === memberId.value) ? memberId.value : "";
  const has = credits.items.find((one) => one.memberId === chosen)?.credits ?? "0";
  const submit = async () => {
    const done = await giving.give({ by: "set", memberId: chosen, amount: readDecimal(amount.value) ?? amount.value });
    if (done) amount.value = "";
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <SelectField
        label={words.member}
        isRequired
        value={chosen}
        options={[{ value: "", label: words.choose }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
        onValue={(value) => (memberId.value = value)}
      />
      <DecimalField
        label={words.set}
        hint={chosen === "" ? undefined : words.setHint(sumIn(round.commodity)(has))}
        unit={markOf(round.commodity)}
        isRequired
        value={amount.value}
        fault={faultAt(giving.problem, "amount")}
        onValue={(value) => (amount.value = value)}
      />
      <ProblemNote problem={giving.problem} />
      <Button rank="first" isSubmit isBusy={giving.isBusy}>
        {words.save}
      </Button>
    </form>
  );
}
