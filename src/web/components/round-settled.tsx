/** Buckets as they end, or would end now: each with its reason in a sentence, and all of them as a table. */
import common_en from "../i18n/en/common.js";
import en from "../i18n/en/round.js";
import common_fr from "../i18n/fr/common.js";
import fr from "../i18n/fr/round.js";
import { added, type Bucket, type Settlement, sumIn } from "../round-figures.js";
import type { RoundPlace } from "../round-place.js";
import { speak, unbroken } from "../speech.js";
import { Pill } from "./figures.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

interface SettledProps {
  settlement: Settlement;
  commodity: string;
  buckets: readonly Bucket[];
  place: RoundPlace;
}

/** The funded first, each group as the service has it. */
export function SettledBuckets(props: SettledProps) {
  const { settlement, commodity, buckets, place } = props;
  const inOrder = [...settlement.buckets.filter(({ isFunded }) => isFunded), ...settlement.buckets.filter(({ isFunded }) => !isFunded)];
  const sum = sumIn(commodity);
  return (
    <>
      <ul class="plain-list settled">
        {inOrder.map((one) => {
          const envelopeId = buckets.find(({ id }) => id === one.bucketId)?.envelopeId;
          return (
            <li key={one.bucketId} class="card">
              <div class="row between">
                <h3>
                  <a href={`${place.home}/buckets/${one.bucketId}`}>{one.title}</a>
                </h3>
                {one.isFunded ? (
                  <span class="figure amount good">{sum(one.amount ?? "0")}</span>
                ) : (
                  one.isFunded === false && <Pill>{t().outcome.notFunded}</Pill>
                )}
              </div>
              {one.explanation && <p>{unbroken(one.explanation)}</p>}
              {envelopeId && <a href={`${place.here.home}/envelopes/${envelopeId}`}>{t().outcome.envelope}</a>}
            </li>
          );
        })}
      </ul>
      {settlement.returned !== null && <SettledTable {...props} />}
    </>
  );
}

function SettledTable({ settlement, commodity }: SettledProps) {
  const { outcome } = t();
  const sum = sumIn(commodity);
  const total = added(
    settlement.buckets.map(({ amount }) => amount ?? "0"),
    commodity,
  );
  return (
    <details>
      <summary>{common().table}</summary>
      <table class="stacked">
        <caption class="visually-hidden">{outcome.why}</caption>
        <thead>
          <tr>
            <th scope="col">{outcome.bucket}</th>
            <th scope="col" class="num">
              {outcome.pledged}
            </th>
            <th scope="col" class="num">
              {outcome.completed}
            </th>
            <th scope="col" class="num">
              {outcome.amount}
            </th>
          </tr>
        </thead>
        <tbody>
          {settlement.buckets.map(({ bucketId, title, pledged, completed, amount }) => (
            <tr key={bucketId}>
              <th scope="row">{title}</th>
              <td class="num" data-label={outcome.pledged}>
                {sum(pledged ?? "0")}
              </td>
              <td class="num" data-label={outcome.completed}>
                {sum(completed ?? "0")}
              </td>
              <td class="num" data-label={outcome.amount}>
                {sum(amount ?? "0")}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {outcome.total}
            </th>
            <td class="num" data-label={outcome.amount}>
              {sum(total)}
            </td>
          </tr>
        </tfoot>
      </table>
    </details>
  );
}
