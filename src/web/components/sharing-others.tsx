/** Another open sharing of the same envelope: until one is proposed, the same contributions stand in both. */
import { useList } from "../readings.js";
import type { Sharing } from "../sharing-figures.js";
import { type Meeting, t } from "./sharing-meeting.js";

export function OtherOpen({ meeting: { table, here } }: { meeting: Meeting }) {
  const all = useList<Sharing>(`${here.api}/sharings?envelope=${table.envelopeId}`).value ?? [];
  const others = all.filter(({ id, status }) => id !== table.id && (status === "open" || status === "proposed"));
  if (others.length === 0) return null;
  return (
    <p class="notice no-print">
      {t().others.says(others.length)}{" "}
      {others.map(({ id, title }, place) => (
        <span key={id}>
          {place > 0 && ", "}
          <a href={`${here.home}/sharings/${id}`}>{title}</a>
        </span>
      ))}
    </p>
  );
}
