/** A table of the service in each of its formats: a CSV, and spreadsheets in the language of who reads. */
import { language } from "../../speech.js";
import { Download } from "./download.js";

const formats = ["csv", "xlsx", "ods"] as const;

interface TableDownloadsProps {
  /** Where the service gives it, with a period where there is one. */
  href: string;
  labelOf: (format: string) => string;
}

export function TableDownloads({ href, labelOf }: TableDownloadsProps) {
  return (
    <span class="row no-print">
      {formats.map((format) => (
        <Download
          key={format}
          href={`${href}${href.includes("?") ? "&" : "?"}dialect=${language.value}&format=${format}`}
          label={labelOf(format.toUpperCase())}
        >
          {format.toUpperCase()}
        </Download>
      ))}
    </span>
  );
}
