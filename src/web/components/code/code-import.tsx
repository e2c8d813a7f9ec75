/** The code of another collective, from its file: it becomes a draft. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import { write } from "../../api.js";
import type { Version } from "../../code-reading.js";
import en from "../../i18n/en/social-code.js";
import fr from "../../i18n/fr/social-code.js";
import { useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Field } from "../fields.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });

/** The JSON of a file; undefined where it is none. What it must hold is the service’s to say. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function CodeImport({ circleId }: { circleId: string | null }) {
  const here = useHere();
  const { route } = useLocation();
  const broken = useSignal("");
  const words = t().import;
  const sending = useSending((file: object, key) => write<Version>("POST", `${here.api}/social-code/imports`, { circleId, file }, key));
  const take = async (chosen: File | undefined) => {
    if (!chosen) return;
    sending.forget();
    const file = readJson(await chosen.text());
    const isObject = typeof file === "object" && file !== null;
    broken.value = isObject ? "" : chosen.name;
    if (!isObject) return;
    const made = await sending.run(file);
    if (!made) {
      broken.value = chosen.name;
      return;
    }
    tell(words.done);
    route(`${here.home}/social-code/versions/${made.id}?view=read`);
  };
  // Without an answer the file may well be a good one.
  const isBroken = broken.value !== "" && !sending.problem?.isUnsettled;
  return (
    <div class="stack tight">
      <Field label={words.label} hint={words.hint} fault={isBroken ? words.broken(broken.value) : undefined}>
        {(wiring) => (
          <input
            {...wiring}
            type="file"
            accept=".json,application/json"
            aria-busy={sending.isBusy ? "true" : undefined}
            onChange={(event) => {
              const input = event.currentTarget;
              // Chosen again after it was mended, the same file is read again.
              void take(input.files?.[0]).then(() => {
                input.value = "";
              });
            }}
          />
        )}
      </Field>
      <ProblemNote problem={sending.problem} />
    </div>
  );
}
