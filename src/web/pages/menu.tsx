/** Everything else: the other pages of the collective, one’s language, one’s password, and the way out. */
import { useSignal } from "@preact/signals";
import { useLocation } from "preact-iso/router";
import { write } from "../api.js";
import { Button } from "../components/button.js";
import { faultAt, TextField } from "../components/fields.js";
import { Page, Section } from "../components/page.js";
import { ProblemNote } from "../components/problem.js";
import { tell } from "../components/told.js";
import { useHasDecisions } from "../decisions-shown.js";
import en from "../i18n/en/menu.js";
import fr from "../i18n/fr/menu.js";
import { useCollective, useHere } from "../place.js";
import { useHasRounds } from "../rounds-shown.js";
import { useSending } from "../sending.js";
import { chooseLanguage, logOut, session } from "../session.js";
import { type Language, language, speak } from "../speech.js";

const t = speak({ fr, en });

/** What comes with decisions. */
const governing = [
  { path: "/decisions", name: "decisions" },
  { path: "/social-code", name: "code" },
  { path: "/charters", name: "charters" },
  { path: "/contracts", name: "contracts" },
  { path: "/resources", name: "resources" },
  { path: "/tensions", name: "tensions" },
] as const;

export default function MenuPage() {
  const here = useHere();
  const { route } = useLocation();
  const others = session.value?.collectives.filter(({ slug }) => slug !== here.slug) ?? [];
  const leaving = useSending(logOut);
  const hasRounds = useHasRounds(here);
  const hasDecisions = useHasDecisions(here);
  const hasReviews = useCollective()?.modules.includes("reviews") ?? false;
  const links = [
    { href: `${here.home}/mine`, ...t().links.mine },
    { href: `${here.home}/wealth`, ...t().links.wealth },
    ...(hasReviews ? [{ href: `${here.home}/reviews`, ...t().links.reviews }] : []),
    { href: `${here.home}/circles`, ...t().links.circles },
    ...(hasRounds ? [{ href: `${here.home}/rounds`, ...t().links.rounds }] : []),
    ...(hasDecisions ? governing.map(({ path, name }) => ({ href: here.home + path, ...t().links[name] })) : []),
    { href: `${here.home}/members`, ...t().links.members },
    { href: `${here.home}/treasury`, ...t().links.treasury },
    { href: `${here.home}/kinds`, ...t().links.kinds },
    { href: `${here.home}/settings`, ...t().links.settings },
    { href: `${here.home}/audit`, ...t().links.audit },
  ];
  return (
    <Page title={t().title(here.name)}>
      <nav aria-label={t().pages}>
        <ul class="plain-list tiles">
          {links.map(({ href, name, what }) => (
            <li key={href}>
              <a class="card" href={href}>
                <span class="strong good">{name}</span>
                <span class="muted small">{what}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {others.length > 0 && (
        <Section title={t().others}>
          <ul>
            {others.map(({ slug, name }) => (
              <li key={slug}>
                <a href={`/c/${slug}`}>{name}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <LanguageChoice />
      <PasswordChange />
      <ProblemNote problem={leaving.problem} />
      <Button
        isBusy={leaving.isBusy}
        onPress={async () => {
          await leaving.run(undefined);
          if (!session.value) route("/login", true);
        }}
      >
        {t().logOut}
      </Button>
    </Page>
  );
}

const languages: readonly { code: Language; name: string }[] = [
  { code: "fr", name: "Français" },
  { code: "en", name: "English" },
];

function LanguageChoice() {
  const change = useSending((locale: Language) => write("PATCH", "/session", { locale }));
  const choose = (locale: Language) => {
    chooseLanguage(locale);
    void change.run(locale);
  };
  return (
    <fieldset class="field">
      <legend>{t().language}</legend>
      <div class="row">
        {languages.map(({ code, name }) => (
          <label class="choice" key={code} lang={code}>
            <input type="radio" name="language" checked={language.value === code} onChange={() => choose(code)} />
            {name}
          </label>
        ))}
      </div>
      <ProblemNote problem={change.problem} />
    </fieldset>
  );
}

function PasswordChange() {
  const current = useSignal("");
  const password = useSignal("");
  const change = useSending(() => write<object>("PUT", "/session/password", { current: current.value, password: password.value }));
  const submit = async () => {
    const done = await change.run(undefined);
    if (done === undefined) return;
    current.value = "";
    password.value = "";
    tell(t().passwordChanged);
  };
  return (
    <details>
      <summary>{t().password}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          label={t().current}
          type="password"
          autocomplete="current-password"
          isRequired
          value={current.value}
          onValue={(value) => {
            current.value = value;
          }}
        />
        <TextField
          label={t().next}
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
        <Button isSubmit isBusy={change.isBusy}>
          {t().password}
        </Button>
      </form>
    </details>
  );
}
