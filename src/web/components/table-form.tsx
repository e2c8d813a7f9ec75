/** Where a table comes from: pasted, chosen or dropped; and what it does not say by itself. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Problem } from "../api.js";
import en from "../i18n/en/imports.js";
import fr from "../i18n/fr/imports.js";
import { useCircles, useEnvelopes, useKinds, useMembers } from "../place.js";
import { speak } from "../speech.js";
import { CheckField, Chips, Field, LongTextField, SelectField } from "./fields.js";

const t = speak({ fr, en });

export interface TableOptions {
  readonly circleId?: string;
  readonly envelopeId?: string;
  readonly memberId?: string;
  readonly kindId?: string;
  readonly dayOrder?: string;
  readonly decimalMark?: string;
  readonly amountAsClaim?: string;
  readonly profile?: string;
  /** Which column is what, where the header does not say. */
  readonly columns?: Readonly<Record<string, string>>;
}
export type TableOption = Exclude<keyof TableOptions, "columns">;

interface SourceProps {
  text: string;
  fileName: string;
  onText: (text: string) => void;
  onFile: (file: File) => void;
}

export function TableSource({ text, fileName, onText, onFile }: SourceProps) {
  const isOver = useSignal(false);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  return (
    <fieldset
      class={isOver.value ? "field stack loose drop over" : "field stack loose drop"}
      onDragOver={(event) => {
        event.preventDefault();
        isOver.value = true;
      }}
      onDragLeave={() => {
        isOver.value = false;
      }}
      onDrop={(event) => {
        event.preventDefault();
        isOver.value = false;
        take(event.dataTransfer?.files);
      }}
    >
      <LongTextField
        label={t().paste}
        hint={fileName ? t().fromFile(fileName) : t().pasteHint}
        placeholder={t().pastePlaceholder}
        rows={6}
        value={text}
        onValue={onText}
      />
      <Field label={t().file} hint={t().fileHint}>
        {(wiring) => (
          <input
            {...wiring}
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            onChange={(event) => take(event.currentTarget.files)}
          />
        )}
      </Field>
    </fieldset>
  );
}

interface OptionsProps {
  options: TableOptions;
  onOption: (option: TableOption, value: string) => void;
}

export function TableOptionsFields({ options, onOption }: OptionsProps) {
  const fields = [
    { option: "envelopeId", label: t().envelope, things: useEnvelopes() },
    { option: "circleId", label: t().circle, things: useCircles()?.filter(({ isArchived }) => !isArchived) },
    { option: "kindId", label: t().kind, things: useKinds()?.filter(({ isArchived }) => !isArchived) },
    { option: "memberId", label: t().member, things: useMembers() },
  ] as const;
  return (
    <details>
      <summary>{t().options}</summary>
      <div class="stack">
        <p class="muted">{t().optionsHint}</p>
        {fields.map(({ option, label, things }) => (
          <SelectField
            key={option}
            label={label}
            value={options[option] ?? ""}
            options={[{ value: "", label: t().none }, ...(things ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
            onValue={(value) => onOption(option, value)}
          />
        ))}
        <CheckField
          label={t().amountAsClaim}
          hint={t().amountAsClaimHint}
          isChecked={options.amountAsClaim === "true"}
          onChecked={(isChecked) => onOption("amountAsClaim", isChecked ? "true" : "")}
        />
      </div>
    </details>
  );
}

interface Ask {
  readonly ask: "day-order" | "decimal-mark" | "kind";
  readonly header: string;
  readonly choices?: readonly { readonly id: string; readonly name: string }[];
}

/** What a table leaves open, as the service asks it. */
export const asksOf = (problem: Problem | undefined): readonly Ask[] =>
  problem?.code === "import_asks" ? ((problem.figures.asks as Ask[] | undefined) ?? []) : [];

export function TableQuestions({ asks, options, onOption }: OptionsProps & { asks: readonly Ask[] }) {
  const days = asks.find(({ ask }) => ask === "day-order");
  const marks = asks.find(({ ask }) => ask === "decimal-mark");
  const kinds = asks.find(({ ask }) => ask === "kind");
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => card.current?.querySelector("input")?.focus(), []);
  return (
    <div class="card waits" ref={card}>
      {days && (
        <Chips
          legend={t().asks["day-order"]?.(days.header) ?? ""}
          value={options.dayOrder ?? ""}
          choices={[
            { value: "day-first", label: t().dayFirst },
            { value: "month-first", label: t().monthFirst },
          ]}
          onChoice={(value) => onOption("dayOrder", value)}
        />
      )}
      {marks && (
        <Chips
          legend={t().asks["decimal-mark"]?.(marks.header) ?? ""}
          value={options.decimalMark ?? ""}
          choices={[
            { value: ",", label: t().comma },
            { value: ".", label: t().point },
          ]}
          onChoice={(value) => onOption("decimalMark", value)}
        />
      )}
      {kinds && (
        <Chips
          legend={t().asks.kind?.(kinds.header) ?? ""}
          value={options.kindId ?? ""}
          choices={(kinds.choices ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          onChoice={(value) => onOption("kindId", value)}
        />
      )}
    </div>
  );
}
