/**
 * The days a page tells of, from one to another. The page follows once both are days people mean: while a year is typed it is
 * 0002, then 0020, and what is half typed stays in its field.
 */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { TextField } from "./fields.js";

interface Days {
  readonly from: string;
  readonly until: string;
}

interface DaysFieldsProps {
  days: Days;
  labels: Days;
  /** Either may be left open. */
  mayBeOpen?: boolean;
  onDays: (days: Days) => void;
}

/** No books are older. */
const earliestDay = "1900-01-01";

export function DaysFields({ days: { from, until }, labels, mayBeOpen = false, onDays }: DaysFieldsProps) {
  const typed = useSignal<Days>({ from, until });
  useEffect(() => {
    typed.value = { from, until };
  }, [from, until]);
  const isMeant = (day: string): boolean => (day === "" ? mayBeOpen : day >= earliestDay);
  const type = (change: Partial<Days>) => {
    const days = { ...typed.value, ...change };
    typed.value = days;
    const isInOrder = days.from === "" || days.until === "" || days.from <= days.until;
    if (isMeant(days.from) && isMeant(days.until) && isInOrder) onDays(days);
  };
  return (
    <>
      <TextField type="date" label={labels.from} value={typed.value.from} onValue={(day) => type({ from: day })} />
      <TextField type="date" label={labels.until} value={typed.value.until} onValue={(day) => type({ until: day })} />
    </>
  );
}
