/** A link that is shown once, to hand over. */
import { instant } from "../../format.js";
import en from "../../i18n/en/members.js";
import fr from "../../i18n/fr/members.js";
import { useCollective } from "../../place.js";
import { speak } from "../../speech.js";
import { CopyField } from "./copy-field.js";

const t = speak({ fr, en });

export interface MadeLink {
  readonly link: string;
  readonly expiresAt: string;
}

export function LinkOnce({ made, says }: { made: MadeLink; says: string }) {
  const timeZone = useCollective()?.timeZone;
  return (
    <div class="notice green stack tight">
      <p>{says}</p>
      <CopyField
        label={t().access.link}
        value={made.link}
        hint={timeZone && t().access.until(instant(made.expiresAt, timeZone))}
        texts={t().access}
        isFresh
      />
    </div>
  );
}
