/** Logging in; then where one was going. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import { Button } from "../components/button.js";
import { TextField } from "../components/fields.js";
import { Forgotten } from "../components/forgotten.js";
import { Page } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import en from "../i18n/en/entrance.js";
import fr from "../i18n/fr/entrance.js";
import { useSending } from "../sending.js";
import { useService } from "../service.js";
import { openSession } from "../session.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function LoginPage() {
  const email = useSignal("");
  const password = useSignal("");
  const { route, query } = useLocation();
  const login = useSending((body: { email: string; password: string }) => openSession("/session", body));
  const submit = async () => {
    const opened = await login.run({ email: email.value, password: password.value });
    if (opened) route(ownPath(query.next) ?? "/", true);
  };
  const service = useService();
  const hasForgotten = useSignal(false);
  if (hasForgotten.value)
    return (
      <Forgotten
        email={email}
        onBack={() => {
          hasForgotten.value = false;
        }}
      />
    );
  return (
    <Page title={t().login.title} lead={t().login.lead}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          label={t().email}
          type="email"
          autocomplete="username"
          isRequired
          value={email.value}
          onValue={(v) => (email.value = v)}
        />
        <TextField
          label={t().password}
          type="password"
          autocomplete="current-password"
          isRequired
          value={password.value}
          onValue={(v) => (password.value = v)}
        />
        <ProblemNote problem={login.problem} />
        <Button rank="first" isWide isSubmit isBusy={login.isBusy}>
          {t().login.submit}
        </Button>
      </form>
      {service?.sendsMail === true && (
        <Button
          rank="link"
          onPress={() => {
            hasForgotten.value = true;
          }}
        >
          {t().login.forgot}
        </Button>
      )}
      {service?.sendsMail === false && <p class="muted">{t().login.forgotten}</p>}
    </Page>
  );
}

/** Only a path of ours: a link to this page may lead nowhere else. */
const ownPath = (next: string | undefined): string | undefined => (next && /^\/(?!\/)/.test(next) ? next : undefined);
