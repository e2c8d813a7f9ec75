/** What a page of a link shows instead of its form: that it looks, that the end of the link is missing, or that it is over. */
import en from "../i18n/en/entrance.js";
import fr from "../i18n/fr/entrance.js";
import { speak } from "../speech.js";
import type { LinkStanding } from "../token.js";
import { ButtonLink } from "./button.js";
import { Page } from "./page.js";
import { Loading } from "./reading.js";

const t = speak({ fr, en });

interface Says {
  readonly title: string;
  readonly lead: string;
}

export function LinkPage({ standing, missing, over }: { standing: Exclude<LinkStanding, "open">; missing: Says; over: Says }) {
  if (standing === "looking")
    return (
      <Page title={t().looking}>
        <Loading />
      </Page>
    );
  return (
    <Page {...(standing === "over" ? over : missing)}>
      <ButtonLink rank="first" isWide href="/login">
        {t().toLogin}
      </ButtonLink>
    </Page>
  );
}
