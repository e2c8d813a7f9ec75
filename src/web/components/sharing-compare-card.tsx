/** Where the meeting sees other rules: the card is there at once, the rules and their picture come after the page. */
import { useLater } from "../later.js";
import { Loading } from "./reading.js";
import { useKeyMaterial } from "./sharing-material.js";
import { type Meeting, t } from "./sharing-meeting.js";

export function CompareCard({ meeting }: { meeting: Meeting }) {
  const { table } = meeting;
  const material = useKeyMaterial(table.currency);
  const Rules = useLater(async () => (await import("./sharing-compare.js")).Rules);
  return (
    <section class="card" aria-labelledby="compare">
      <h2 id="compare">{t().compare.title}</h2>
      {table.lines.length === 0 ? (
        <p class="muted">{t().compare.empty}</p>
      ) : (
        <>
          <p class="muted small">{t().compare.says}</p>
          {material && Rules ? <Rules meeting={meeting} material={material} /> : <Loading />}
        </>
      )}
    </section>
  );
}
