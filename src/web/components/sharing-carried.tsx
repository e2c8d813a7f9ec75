/** Carried wishes: asked again at the next sharings, until they fall. Their author may let them go. */
import { useSignal } from "@preact/signals";
import type { z } from "zod";
import type { carriedWish } from "../../features/sharings/sharings.schema.js";
import { write } from "../api.js";
import { money, shortDay } from "../format.js";
import common_en from "../i18n/en/common.js";
import en from "../i18n/en/sharings.js";
import common_fr from "../i18n/fr/common.js";
import fr from "../i18n/fr/sharings.js";
import { nameIn, useEnvelopes, useHere, useNameOf } from "../place.js";
import { useReading } from "../readings.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { Dialog } from "./dialog.js";
import { ProblemNote } from "./problem.js";
import { focusTitle } from "./sharing-meeting.js";
import { tell } from "./told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });
type Wish = z.output<typeof carriedWish>;

export function CarriedWishes() {
  const here = useHere();
  const wishes = useReading<{ items: Wish[] }>(`${here.api}/carried-wishes`).value?.items ?? [];
  const envelopes = useEnvelopes();
  const [name, envelope] = [useNameOf(), nameIn(envelopes)];
  const currencyOf = (id: string) => envelopes?.find((each) => each.id === id)?.currency ?? "EUR";
  if (wishes.length === 0 || !envelopes) return null;
  return (
    <details class="card">
      <summary>{t().carried.title(wishes.length)}</summary>
      <p class="muted">{t().carried.says}</p>
      <ul class="plain-list ruled">
        {wishes.map((wish) => (
          <li key={wish.id} class="row between baseline">
            <span class="grow">{t().carried.one(name(wish.memberId), envelope(wish.envelopeId), shortDay(wish.fallsOn))}</span>
            <span class="figure amount">{money(wish.amount, currencyOf(wish.envelopeId))}</span>
            {wish.memberId === here.me && wish.askedAgainIn === null && <Release wish={wish} currency={currencyOf(wish.envelopeId)} />}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Release({ wish, currency }: { wish: Wish; currency: string }) {
  const here = useHere();
  const isOpen = useSignal(false);
  const send = useSending((_: undefined, key: string) => write("DELETE", `${here.api}/carried-wishes/${wish.id}`, undefined, key));
  const close = () => {
    isOpen.value = false;
  };
  const submit = async () => {
    if ((await send.run(undefined)) === undefined) return;
    close();
    tell(t().carried.released);
    focusTitle();
  };
  return (
    <>
      <Button
        rank="link"
        onPress={() => {
          isOpen.value = true;
        }}
      >
        {t().carried.release}
      </Button>
      {isOpen.value && (
        <Dialog title={t().carried.releaseTitle} onClose={close}>
          <p>{t().carried.releaseSays(money(wish.amount, currency))}</p>
          <ProblemNote problem={send.problem} onRetry={() => void submit()} />
          <Button rank="irreversible" isWide isBusy={send.isBusy} onPress={() => void submit()}>
            {t().carried.release}
          </Button>
          <Button onPress={close}>{common().cancel}</Button>
        </Dialog>
      )}
    </>
  );
}
