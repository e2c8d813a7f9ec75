/** Dated facts about a member: their standings, on what footing they may be paid, their term on the board. */
import { useSignal } from "@preact/signals";
import { write } from "../../api.js";
import { shortDay, today } from "../../format.js";
import common_en from "../../i18n/en/common.js";
import en from "../../i18n/en/members.js";
import common_fr from "../../i18n/fr/common.js";
import fr from "../../i18n/fr/members.js";
import { type Member, useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { faultAt, SelectField, TextField } from "../fields.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

interface Period {
  readonly id: string;
  readonly what: string;
  readonly fromOn: string;
  readonly untilOn: string | null;
}

const daysSay = ({ fromOn, untilOn }: Pick<Period, "fromOn" | "untilOn">): string =>
  untilOn ? t().period.between(shortDay(fromOn), shortDay(untilOn)) : t().period.since(shortDay(fromOn));

export const Standings = ({ member, mayChange }: { member: Member; mayChange: boolean }) => (
  <Periods
    path={`members/${member.id}/standings`}
    field="standing"
    periods={member.periods.map(({ standing, ...days }) => ({ ...days, what: standing }))}
    names={{ subscriber: t().standings.subscriber, supporter: t().standings.supporter, partner: t().standings.partner }}
    texts={t().standing}
    mayChange={mayChange}
  />
);

export const Footings = ({ member, mayChange }: { member: Member; mayChange: boolean }) => (
  <Periods
    path={`members/${member.id}/footings`}
    field="footing"
    periods={member.footings.map(({ footing, ...days }) => ({ ...days, what: footing }))}
    names={t().footing.kinds}
    texts={t().footing}
    mayChange={mayChange}
  />
);

interface PeriodsProps {
  /** Under the collective: where periods are added. */
  path: string;
  /** How the service calls what holds in the period. */
  field: "standing" | "footing";
  periods: readonly Period[];
  names: Readonly<Record<string, string>>;
  texts: { title: string; lead?: string; empty: string; add: string; what: string };
  mayChange: boolean;
}

function Periods({ path, field, periods, names, texts, mayChange }: PeriodsProps) {
  const here = useHere();
  const editing = useSignal<Period | "new" | undefined>(undefined);
  const dropping = useSending(({ id }: Period) => write<Member>("DELETE", `${here.api}/${path}/${id}`));
  const again = useSending(({ what, fromOn, untilOn }: Period) =>
    write<Member>("POST", `${here.api}/${path}`, { [field]: what, fromOn, untilOn }),
  );
  const drop = async (period: Period) => {
    if (!(await dropping.run(period))) return;
    tell(t().period.dropped(names[period.what] ?? ""), { label: common().undo, run: () => void again.run(period) });
  };
  return (
    <Section title={texts.title}>
      {texts.lead && <p class="muted small">{texts.lead}</p>}
      {periods.length === 0 ? (
        <p class="muted">{texts.empty}</p>
      ) : (
        <ul class="plain-list ruled card">
          {periods.map((period) => (
            <li key={period.id} class="row between">
              <span class="grow">
                {names[period.what]} <span class="muted small">{daysSay(period)}</span>
              </span>
              {mayChange && (
                <span class="row">
                  <Button
                    rank="link"
                    label={`${t().period.change}, ${names[period.what]}`}
                    onPress={() => {
                      editing.value = period;
                    }}
                  >
                    {t().period.change}
                  </Button>
                  <Button
                    rank="link"
                    isBusy={dropping.isBusy}
                    label={`${t().period.drop}, ${names[period.what]}`}
                    onPress={() => void drop(period)}
                  >
                    {t().period.drop}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <ProblemNote problem={dropping.problem ?? again.problem} />
      {mayChange && (
        <div class="row">
          <Button
            onPress={() => {
              editing.value = "new";
            }}
          >
            {texts.add}
          </Button>
        </div>
      )}
      {editing.value && (
        <PeriodDialog
          path={path}
          field={field}
          names={names}
          texts={texts}
          period={editing.value === "new" ? undefined : editing.value}
          onClose={() => {
            editing.value = undefined;
          }}
        />
      )}
    </Section>
  );
}

function PeriodDialog({
  path,
  field,
  names,
  texts,
  period,
  onClose,
}: Pick<PeriodsProps, "path" | "field" | "names" | "texts"> & { period: Period | undefined; onClose: () => void }) {
  const here = useHere();
  const draft = useSignal({
    what: period?.what ?? Object.keys(names)[0] ?? "",
    fromOn: period?.fromOn ?? today(),
    untilOn: period?.untilOn ?? "",
  });
  const { what, fromOn, untilOn } = draft.value;
  const set = (change: Partial<typeof draft.value>) => {
    draft.value = { ...draft.value, ...change };
  };
  const days = { fromOn, untilOn: untilOn || null };
  const saving = useSending((_: undefined, key) =>
    period
      ? write<Member>("PATCH", `${here.api}/${path}/${period.id}`, days, key)
      : write<Member>("POST", `${here.api}/${path}`, { [field]: what, ...days }, key),
  );
  const save = async () => {
    if (!(await saving.run(undefined))) return;
    tell(t().period.saved);
    onClose();
  };
  return (
    <Dialog title={period ? `${names[period.what]}` : texts.add} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {!period && (
          <SelectField
            label={texts.what}
            value={what}
            options={Object.entries(names).map(([value, label]) => ({ value, label }))}
            onValue={(value) => set({ what: value })}
          />
        )}
        <div class="pair">
          <TextField
            label={t().period.from}
            type="date"
            isRequired
            value={fromOn}
            fault={faultAt(saving.problem, "fromOn")}
            onValue={(value) => set({ fromOn: value })}
          />
          <TextField
            label={t().period.until}
            hint={t().period.untilHint}
            type="date"
            value={untilOn}
            fault={faultAt(saving.problem, "untilOn")}
            onValue={(value) => set({ untilOn: value })}
          />
        </div>
        <ProblemNote problem={saving.problem} onRetry={() => void save()} />
        <Button rank="first" isWide isSubmit isBusy={saving.isBusy}>
          {common().save}
        </Button>
        <Button onPress={onClose}>{common().cancel}</Button>
      </form>
    </Dialog>
  );
}

export function Board({ member }: { member: Member }) {
  const here = useHere();
  const texts = t().board;
  const isMarking = useSignal(false);
  const { board } = member;
  const dropping = useSending(() => write<Member>("DELETE", `${here.api}/members/${member.id}/board`));
  return (
    <Section title={texts.title}>
      <p>
        {board
          ? board.untilOn
            ? texts.was(shortDay(board.fromOn), shortDay(board.untilOn))
            : texts.is(shortDay(board.fromOn))
          : texts.not}
      </p>
      {here.isAdmin && (
        <>
          <p class="muted small">{texts.why}</p>
          <div class="row">
            <Button
              onPress={() => {
                isMarking.value = true;
              }}
            >
              {texts.mark}
            </Button>
            {board && (
              <Button
                rank="link"
                isBusy={dropping.isBusy}
                onPress={async () => {
                  if (await dropping.run(undefined)) tell(texts.dropped);
                }}
              >
                {texts.drop}
              </Button>
            )}
          </div>
        </>
      )}
      <ProblemNote problem={dropping.problem} />
      {isMarking.value && (
        <TermDialog
          member={member}
          onClose={() => {
            isMarking.value = false;
          }}
        />
      )}
    </Section>
  );
}

function TermDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const here = useHere();
  const draft = useSignal({ fromOn: member.board?.fromOn ?? today(), untilOn: member.board?.untilOn ?? "" });
  const { fromOn, untilOn } = draft.value;
  const saving = useSending((_: undefined, key) =>
    write<Member>("PUT", `${here.api}/members/${member.id}/board`, { fromOn, untilOn: untilOn || null }, key),
  );
  const save = async () => {
    if (!(await saving.run(undefined))) return;
    tell(t().period.saved);
    onClose();
  };
  return (
    <Dialog title={t().board.mark} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class="pair">
          <TextField
            label={t().period.from}
            type="date"
            isRequired
            value={fromOn}
            onValue={(value) => {
              draft.value = { ...draft.value, fromOn: value };
            }}
          />
          <TextField
            label={t().period.until}
            hint={t().period.untilHint}
            type="date"
            value={untilOn}
            fault={faultAt(saving.problem, "untilOn")}
            onValue={(value) => {
              draft.value = { ...draft.value, untilOn: value };
            }}
          />
        </div>
        <ProblemNote problem={saving.problem} onRetry={() => void save()} />
        <Button rank="first" isWide isSubmit isBusy={saving.isBusy}>
          {common().save}
        </Button>
        <Button onPress={onClose}>{common().cancel}</Button>
      </form>
    </Dialog>
  );
}
