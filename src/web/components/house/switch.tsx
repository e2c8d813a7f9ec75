/**
 * A choice that is saved as soon as it is made. It shows what was chosen while that is under way, goes back when it is refused,
 * and stays the same field all along, so that who comes by keyboard stays on it.
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { CheckField } from "../fields.js";

interface SwitchProps {
  label: string;
  hint?: string;
  isOn: boolean;
  /** Whether it was saved. */
  turn: (isOn: boolean) => Promise<boolean>;
}

export function Switch({ label, hint, isOn, turn }: SwitchProps) {
  const chosen = useSignal<boolean | undefined>(undefined);
  useEffect(() => {
    chosen.value = undefined;
  }, [isOn]);
  const choose = async (wanted: boolean) => {
    if (chosen.peek() !== undefined) return;
    chosen.value = wanted;
    if (!(await turn(wanted))) chosen.value = undefined;
  };
  return <CheckField label={label} hint={hint} isChecked={chosen.value ?? isOn} onChecked={(wanted) => void choose(wanted)} />;
}
