/** What is not used any more is put away, never deleted: asked first, with what stands in the way; and taken out again. */
import { write } from "../../api.js";
import common_en from "../../i18n/en/common.js";
import common_fr from "../../i18n/fr/common.js";
import { useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Dialog } from "../dialog.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const common = speak({ fr: common_fr, en: common_en });

const useArchiving = (path: string) => {
  const here = useHere();
  return useSending((isArchived: boolean, key: string) => write<object>("PATCH", here.api + path, { isArchived }, key));
};

interface ArchiveProps {
  /** Its route, after the collective’s own. */
  path: string;
  title: string;
  act: string;
  done: string;
  says: string;
  /** What is to be known of it. */
  warns?: string | undefined;
  /** Why it cannot go yet, in figures. */
  stands?: string | undefined;
  onClose: () => void;
}

export function ArchiveDialog({ path, title, act, done, says, warns, stands, onClose }: ArchiveProps) {
  const archiving = useArchiving(path);
  const submit = async () => {
    if (!(await archiving.run(true))) return;
    tell(done);
    onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      {stands ? <p class="notice brick">{stands}</p> : <p>{says}</p>}
      {warns && <p class="notice">{warns}</p>}
      <ProblemNote problem={archiving.problem} onRetry={() => void submit()} />
      <Button rank="first" isWide isBusy={archiving.isBusy} isOff={stands !== undefined} onPress={() => void submit()}>
        {act}
      </Button>
      <Button isWide onPress={onClose}>
        {common().cancel}
      </Button>
    </Dialog>
  );
}

/** One that was put away, with the way back. */
export function Archived({ path, name, act, done }: { path: string; name: string; act: string | null; done: string }) {
  const archiving = useArchiving(path);
  const submit = async () => {
    if (await archiving.run(false)) tell(done);
  };
  return (
    <li class="stack tight">
      <div class="row between">
        <span class="grow">{name}</span>
        {act && (
          <Button rank="link" label={`${act} ${name}`} isBusy={archiving.isBusy} onPress={() => void submit()}>
            {act}
          </Button>
        )}
      </div>
      <ProblemNote problem={archiving.problem} onRetry={() => void submit()} />
    </li>
  );
}
