/** An invitation: choose how to log in, or join with the login one has. */
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
import { openSession, session } from "../session.js";
import { speak } from "../speech.js";
import { useLink } from "../token.js";

const t = speak({ fr, en });

export default function InvitationPage() {
  const { token, standing, invited } = useLink("invitation");
  const email = useSignal("");
  const password = useSignal("");
  const { route } = useLocation();
  const known = new Set(session.value?.collectives.map(({ slug }) => slug));
  const accept = useSending((withLogin: boolean) =>
    openSession("/invitations/accept", { token, ...(withLogin ? { email: email.value, password: password.value } : {}) }),
  );
  const submit = async (withLogin: boolean) => {
    const opened = await accept.run(withLogin);
    const joined = opened?.collectives.find(({ slug }) => !known.has(slug)) ?? opened?.collectives[0];
    if (opened) route(joined ? `/c/${joined.slug}` : "/", true);
  };
  if (standing !== "open") return <LinkPage standing={standing} missing={t().noLink} over={t().over.invitation} />;
  return (
    <Page title={invited ? t().invitation.titleOf(invited.member, invited.collective) : t().invitation.title} lead={t().invitation.lead}>
      {session.value && (
        <Button rank="first" isWide isBusy={accept.isBusy} onPress={() => void submit(false)}>
          {t().invitation.asMe(session.value.email)}
        </Button>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit(true);
        }}
      >
        <TextField
          label={t().email}
          type="email"
          autocomplete="username"
          isRequired
          value={email.value}
          fault={faultAt(accept.problem, "email")}
          onValue={(value) => {
            email.value = value;
          }}
        />
        <TextField
          label={t().password}
          hint={t().invitation.passwordHint}
          type="password"
          autocomplete="new-password"
          isRequired
          value={password.value}
          fault={faultAt(accept.problem, "password")}
          onValue={(value) => {
            password.value = value;
          }}
        />
        <ProblemNote problem={accept.problem} />
        <Button rank={session.value ? "second" : "first"} isWide isSubmit isBusy={accept.isBusy}>
          {t().invitation.submit}
        </Button>
      </form>
    </Page>
  );
}
