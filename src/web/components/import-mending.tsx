/** The rows of a pasted table that something is wrong in, the wrong cells open to be corrected where they stand. */
import { useId } from "preact/hooks";
import type { ImportAnswer } from "../../features/imports/imports.schema.js";
import en from "../i18n/en/imports.js";
import fr from "../i18n/fr/imports.js";
import { type Mending, missingColumns, type PastedTable } from "../pasted-table.js";
import { speak } from "../speech.js";
import { TextField } from "./fields.js";
import { counted } from "./import-report.js";

const t = speak({ fr, en });

type ImportError = ImportAnswer["errors"][number];

/** More rows than these are mended in a second reading. */
const rowsMax = 40;

interface MendingProps {
  text: string;
  table: PastedTable;
  answer: ImportAnswer;
  mendings: readonly Mending[];
  onMend: (mending: Mending) => void;
}

export function ImportMending({ text, table, answer, mendings, onMend }: MendingProps) {
  const { errors, errorsCounted, profile } = answer;
  if (profile === "log-lines") return <LineMending text={text} answer={answer} mendings={mendings} onMend={onMend} />;
  const lines = [...new Set(errors.map(({ line }) => line))].slice(0, rowsMax);
  const added = missingColumns(table.header, errors, t().headings);
  return (
    <section class="table-scroll" aria-label={t().errors}>
      <table class="stacked">
        <caption>
          {lines.length < errorsCounted && lines.length === rowsMax
            ? t().errorsShown(counted(lines.length), counted(errorsCounted))
            : t().errors}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t().line("")}</th>
            {[...table.header, ...added.map(({ heading }) => heading)].map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <MendRow
              key={line}
              line={line}
              table={table}
              errors={errors.filter((error) => error.line === line)}
              added={added}
              mendings={mendings}
              onMend={onMend}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps extends Pick<MendingProps, "table" | "mendings" | "onMend"> {
  line: number;
  errors: readonly ImportError[];
  added: ReturnType<typeof missingColumns>;
}

function MendRow({ line, table, errors, added, mendings, onMend }: RowProps) {
  const row = table.rows.find((each) => each.line === line);
  const typedIn = (name: string) => mendings.find((mending) => mending.line === line && mending.column === name)?.value;
  const isShown = ({ column }: ImportError) =>
    column !== null && (table.header.includes(column) || added.some(({ field }) => field === column));
  const elsewhere = errors.filter((error) => !isShown(error));
  return (
    <tr>
      <th scope="row">
        {t().line(counted(line))}
        {elsewhere.map(({ column, message }) => (
          <span key={message} class="fault block">
            {column === null ? message : t().inColumn(t().headings[column] ?? column, message)}
          </span>
        ))}
      </th>
      {table.header.map((name, place) => {
        const error = errors.find(({ column }) => column === name);
        const cell = row?.cells[place] ?? "";
        if (!error) {
          return (
            <td key={name} data-label={name}>
              {cell}
            </td>
          );
        }
        return (
          <td key={name} class="mend" data-label={name}>
            <MendCell
              label={t().cell(name, counted(line))}
              error={error}
              value={typedIn(name) ?? cell}
              onValue={(value) => onMend({ line, column: name, value, isEverywhere: error.lines > 1 })}
            />
          </td>
        );
      })}
      {added.map(({ field, heading }) => (
        <td key={heading} class="mend" data-label={heading}>
          <MendCell
            label={t().cell(heading, counted(line))}
            error={errors.find(({ column }) => column === field)}
            value={typedIn(heading) ?? ""}
            onValue={(value) => onMend({ line, column: heading, value, isAdded: true })}
          />
        </td>
      ))}
    </tr>
  );
}

function MendCell({
  label,
  error,
  value,
  onValue,
}: {
  label: string;
  /** Undefined in a cell that is only offered. */
  error: ImportError | undefined;
  value: string;
  onValue: (value: string) => void;
}) {
  const id = useId();
  return (
    <>
      <input
        type="text"
        aria-label={label}
        {...(error ? { "aria-invalid": "true", "aria-describedby": id } : {})}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      {error && (
        <span class="fault block small" id={id}>
          {error.message} {error.lines > 1 && t().onLines(error.lines, counted(error.lines))}
        </span>
      )}
    </>
  );
}

/** A log has no columns: its wrong lines are corrected whole. */
function LineMending({ text, answer, mendings, onMend }: Omit<MendingProps, "table">) {
  const lines = text.split("\n");
  const wrong = [...new Set(answer.errors.map(({ line }) => line))].slice(0, rowsMax);
  return (
    <div class="stack loose">
      {wrong.map((line) => (
        <TextField
          key={line}
          label={t().wholeLine(counted(line))}
          value={mendings.find((mending) => mending.line === line)?.value ?? (lines[line - 1] ?? "").trimEnd()}
          fault={answer.errors
            .filter((error) => error.line === line)
            .map(({ message }) => message)
            .join(" ")}
          onValue={(value) => onMend({ line, column: null, value })}
        />
      ))}
    </div>
  );
}
