/** A link that is shown once: a field it can be copied from, also where a page on plain http has no clipboard. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { instant } from "../../format.js";
import en from "../../i18n/en/members.js";
import fr from "../../i18n/fr/members.js";
import { useCollective } from "../../place.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Field } from "../fields.js";

const t = speak({ fr, en });

export interface MadeLink {
  readonly link: string;
  readonly expiresAt: string;
}

export function LinkOnce({ made, says }: { made: MadeLink; says: string }) {
  const field = useRef<HTMLInputElement>(null);
  const told = useSignal("");
  const timeZone = useCollective()?.timeZone;
  // Who made it goes on from here.
  useEffect(() => field.current?.focus(), [made.link]);
  const copy = async () => {
    field.current?.select();
    told.value = (await isCopied(made.link)) ? t().access.copied : t().access.select;
  };
  return (
    <div class="notice green stack tight">
      <p>{says}</p>
      <Field label={t().access.link} hint={timeZone && t().access.until(instant(made.expiresAt, timeZone))}>
        {(wiring) => (
          <input {...wiring} ref={field} type="text" readOnly value={made.link} onFocus={(event) => event.currentTarget.select()} />
        )}
      </Field>
      <div class="row">
        <Button rank="first" onPress={() => void copy()}>
          {t().access.copy}
        </Button>
        <span role="status">{told.value}</span>
      </div>
    </div>
  );
}

/** The clipboard where there is one; elsewhere what is selected is copied the old way. */
async function isCopied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}
