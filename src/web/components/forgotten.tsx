/**
 * Who forgot their password types their e-mail, and is written to. What is said afterwards is the same whether anybody logs in
 * with that e-mail: the page does not know either.
 */
import { type Signal, useSignal } from "@preact/signals";
import { write } from "../api.js";
import en from "../i18n/en/entrance.js";
import fr from "../i18n/fr/entrance.js";
import { useSending } from "../sending.js";
import { speak } from "../speech.js";
import { Button } from "./button.js";
import { faultAt, TextField } from "./fields.js";
import { Page } from "./page.js";
import { ProblemNote } from "./problem.js";

const t = speak({ fr, en });

/** `email` is what was typed to log in: it stays typed on the way back. */
export function Forgotten({ email, onBack }: { email: Signal<string>; onBack: () => void }) {
  const askedFor = useSignal<string | undefined>(undefined);
  const asking = useSending(async (address: string) => {
    await write("POST", "/password-links", { email: address });
    return address;
  });
  if (askedFor.value !== undefined)
    return (
      <Page key="asked" title={t().forgotten.asked} lead={t().forgotten.sent(askedFor.value)}>
        <p class="muted">{t().forgotten.nothing}</p>
        <Button onPress={onBack}>{t().forgotten.back}</Button>
      </Page>
    );
  return (
    <Page key="ask" title={t().forgotten.title} lead={t().forgotten.lead}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          askedFor.value = await asking.run(email.value.trim());
        }}
      >
        <TextField
          label={t().email}
          type="email"
          autocomplete="username"
          isRequired
          value={email.value}
          fault={faultAt(asking.problem, "email")}
          onValue={(value) => {
            email.value = value;
          }}
        />
        <ProblemNote problem={asking.problem} />
        <Button rank="first" isWide isSubmit isBusy={asking.isBusy}>
          {t().forgotten.submit}
        </Button>
      </form>
      <Button onPress={onBack}>{t().forgotten.back}</Button>
    </Page>
  );
}
