/** The first collective: four questions, by the link the service printed. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import type { z } from "zod";
import type { demonstration } from "../../features/collectives/collectives.schema.js";
import { answerOf, send } from "../api.js";
import { Button } from "../components/button.js";
import { faultAt, SelectField, TextField } from "../components/fields.js";
import { LinkPage } from "../components/link-page.js";
import { Page, Section } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { useDraft } from "../drafts.js";
import en from "../i18n/en/entrance.js";
import fr from "../i18n/fr/entrance.js";
import { useSending } from "../sending.js";
import { openSession } from "../session.js";
import { language, speak } from "../speech.js";
import { useLink } from "../token.js";

type Demonstration = z.output<typeof demonstration>;

const t = speak({ fr, en });
const currencies = ["EUR", "CHF", "CAD", "GBP", "USD", "XOF", "XAF", "MAD", "TND", "DZD", "XPF"];
const empty = { collective: "", currency: "EUR", name: "", email: "", hosting: "own", host: "" };

export default function SetupPage() {
  const { token, standing } = useLink("setup");
  const { draft, clear } = useDraft("setup", empty);
  const password = useSignal("");
  const { route } = useLocation();
  const { collective, currency, name, email, hosting, host } = draft.value;
  const set = (change: Partial<typeof empty>) => {
    draft.value = { ...draft.value, ...change };
  };
  const setup = useSending(() =>
    openSession("/setup", {
      token,
      collective: { name: collective, currency, locale: language.value, hostedBy: hosting === "own" ? null : host },
      person: { name, email, password: password.value },
    }),
  );
  const submit = async () => {
    const opened = await setup.run(undefined);
    if (!opened) return;
    clear();
    route(`/c/${opened.collectives[0]?.slug ?? ""}`, true);
  };
  const demo = useSending(async () => {
    const told = await answerOf<Demonstration>(await send("POST", "/setup/demonstration", { token }));
    const first = told.logins[0];
    return openSession("/session", { email: first?.email, password: told.password });
  });
  const look = async () => {
    const opened = await demo.run(undefined);
    if (opened) route(`/c/${opened.collectives[0]?.slug ?? ""}`, true);
  };
  if (standing !== "open") return <LinkPage standing={standing} missing={t().setup.noLink} over={t().over.setup} />;
  const { problem } = setup;
  return (
    <Page title={t().setup.title} lead={t().setup.lead}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          label={t().setup.name}
          hint={t().setup.nameHint}
          isRequired
          value={collective}
          fault={faultAt(problem, "collective.name", "name")}
          onValue={(value) => set({ collective: value })}
        />
        <SelectField
          label={t().setup.currency}
          value={currency}
          options={currencies.map((code) => ({ value: code, label: currencyName(code) }))}
          onValue={(value) => set({ currency: value })}
        />
        <TextField label={t().setup.you} isRequired autocomplete="given-name" value={name} onValue={(value) => set({ name: value })} />
        <TextField
          label={t().email}
          type="email"
          autocomplete="username"
          isRequired
          value={email}
          fault={faultAt(problem, "person.email", "email")}
          onValue={(value) => set({ email: value })}
        />
        <TextField
          label={t().password}
          hint={t().passwordHint}
          type="password"
          autocomplete="new-password"
          isRequired
          value={password.value}
          fault={faultAt(problem, "person.password", "password")}
          onValue={(value) => {
            password.value = value;
          }}
        />
        <SelectField
          label={t().setup.bank}
          value={hosting}
          options={[
            { value: "own", label: t().setup.own },
            { value: "hosted", label: t().setup.hosted },
          ]}
          onValue={(value) => set({ hosting: value })}
        />
        {hosting === "hosted" && (
          <TextField label={t().setup.host} hint={t().setup.hostHint} isRequired value={host} onValue={(value) => set({ host: value })} />
        )}
        <ProblemNote problem={problem} onRetry={() => void submit()} />
        <Button rank="first" isWide isSubmit isBusy={setup.isBusy}>
          {t().setup.submit}
        </Button>
      </form>
      <Section title={t().setup.demo.title}>
        <p>{t().setup.demo.lead}</p>
        <ProblemNote problem={demo.problem} />
        {demo.isBusy && <p role="status">{t().setup.demo.busy}</p>}
        <Button isBusy={demo.isBusy} onPress={() => void look()}>
          {t().setup.demo.act}
        </Button>
      </Section>
    </Page>
  );
}

const currencyName = (code: string): string => {
  const name = new Intl.DisplayNames([language.value], { type: "currency" }).of(code) ?? code;
  return `${name} (${code})`;
};
