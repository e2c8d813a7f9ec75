/** Another password, by the link an admin made. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import { Button } from "../components/button.js";
import { faultAt, TextField } from "../components/fields.js";
import { LinkPage } from "../components/link-page.js";
import { Page } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import en from "../i18n/en/entrance.js";
import fr from "../i18n/fr/entrance.js";
import { useSending } from "../sending.js";
import { openSession } from "../session.js";
import { speak } from "../speech.js";
import { useLink } from "../token.js";

const t = speak({ fr, en });

export default function PasswordPage() {
  const { token, standing } = useLink("password");
  const password = useSignal("");
  const { route } = useLocation();
  const change = useSending(() => openSession("/password-links/accept", { token, password: password.value }));
  if (standing !== "open") return <LinkPage standing={standing} missing={t().noLink} over={t().over.password} />;
  return (
    <Page title={t().another.title} lead={t().another.lead}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          if (await change.run(undefined)) route("/", true);
        }}
      >
        <TextField
          label={t().password}
          hint={t().passwordHint}
          type="password"
          autocomplete="new-password"
          isRequired
          value={password.value}
          fault={faultAt(change.problem, "password")}
          onValue={(value) => {
            password.value = value;
          }}
        />
        <ProblemNote problem={change.problem} />
        <Button rank="first" isWide isSubmit isBusy={change.isBusy}>
          {t().another.submit}
        </Button>
      </form>
    </Page>
  );
}
