/** What one can take away of a version: on paper, or as a file for another collective. */
import { fileName } from "../../code-origin.js";
import type { Version } from "../../code-reading.js";
import en from "../../i18n/en/social-code.js";
import fr from "../../i18n/fr/social-code.js";
import { useHere } from "../../place.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Download } from "../treasury/download.js";

const t = speak({ fr, en });

export function CodeFoot({ version: { id, number }, name }: { version: Version; name: string }) {
  const here = useHere();
  const words = t().read;
  return (
    <div class="row no-print">
      <Button onPress={() => print()}>{words.print}</Button>
      <Download href={`/api/v1${here.api}/social-code/versions/${id}/file`} name={fileName(words.fileName, name, number)}>
        {words.export}
      </Download>
    </div>
  );
}
