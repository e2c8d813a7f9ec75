/** An address with nothing behind it for its reader: no such page, a thing that is not there, a collective that is not theirs. */
import en from "../i18n/en/frame.js";
import fr from "../i18n/fr/frame.js";
import { speak } from "../speech.js";
import { Page } from "./page.js";

const t = speak({ fr, en });

export const Nowhere = () => (
  <Page title={t().nowhere.title} lead={t().nowhere.lead}>
    <p>
      <a href="/">{t().nowhere.home}</a>
    </p>
  </Page>
);
