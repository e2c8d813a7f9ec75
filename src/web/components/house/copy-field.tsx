/** A text to hand over: a field it can be copied from, also where a page on plain http has no clipboard. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../button.js";
import { Field } from "../fields.js";

interface CopyFieldProps {
  label: string;
  value: string;
  hint?: string | undefined;
  texts: { copy: string; copied: string; select: string };
  /** Whether one goes on from here: what was just made is reached at once. */
  isFresh?: boolean;
}

export function CopyField({ label, value, hint, texts, isFresh }: CopyFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const told = useSignal("");
  useEffect(() => {
    if (isFresh) field.current?.focus();
  }, [value]);
  const copy = async () => {
    field.current?.select();
    told.value = (await isCopied(value)) ? texts.copied : texts.select;
  };
  return (
    <>
      <Field label={label} hint={hint}>
        {(wiring) => <input {...wiring} ref={field} type="text" readOnly value={value} onFocus={(event) => event.currentTarget.select()} />}
      </Field>
      <div class="row">
        <Button onPress={() => void copy()}>{texts.copy}</Button>
        <span role="status">{told.value}</span>
      </div>
    </>
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
