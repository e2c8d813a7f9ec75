/** A dialog that asks a few things and sends them. */
import type { ComponentChildren } from "preact";
import type { Problem } from "../../api.js";
import en from "../../i18n/en/common.js";
import fr from "../../i18n/fr/common.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });

interface AskProps<Answer> {
  title: string;
  /** What it will do, said beforehand. */
  says?: string;
  done: string;
  send: (key: string) => Promise<Answer>;
  onDone?: (answer: Answer) => void;
  onClose: () => void;
  children: (problem: Problem | undefined) => ComponentChildren;
}

export function Ask<Answer>({ title, says, done, send, onDone, onClose, children }: AskProps<Answer>) {
  const sending = useSending((_: undefined, key) => send(key));
  const run = async () => {
    const answer = await sending.run(undefined);
    if (answer === undefined) return;
    tell(done);
    onClose();
    onDone?.(answer);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      {says && <p>{says}</p>}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        {children(sending.problem)}
        <ProblemNote problem={sending.problem} onRetry={() => void run()} />
        <Button rank="first" isWide isSubmit isBusy={sending.isBusy}>
          {title}
        </Button>
        <Button onPress={onClose}>{t().cancel}</Button>
      </form>
    </Dialog>
  );
}
