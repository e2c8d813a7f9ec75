/** The frame around every page: whose place this is, the ways inside it, and what was just done. */

import type { ComponentChildren } from "preact";
import { useLocation } from "preact-iso/router";
import { initialOf } from "../domain/one-line.js";
import { Mark } from "./components/mark.js";
import { ToldNote } from "./components/told.js";
import { useHasDecisions } from "./decisions-shown.js";
import common_en from "./i18n/en/common.js";
import en from "./i18n/en/frame.js";
import common_fr from "./i18n/fr/common.js";
import fr from "./i18n/fr/frame.js";
import { type Place, usePlace } from "./place.js";
import { useReading } from "./readings.js";
import { useHasRounds } from "./rounds-shown.js";
import { session } from "./session.js";
import { speak } from "./speech.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

export function Frame({ children }: { children: ComponentChildren }) {
  const place = usePlace();
  return (
    <>
      <a class="skip" href="#content">
        {common().skip}
      </a>
      <header class="top">
        <a class="brand" href={place?.home ?? "/"}>
          <Mark />
          <span>{place?.name ?? "Moisson"}</span>
        </a>
        {place && <Me place={place} />}
      </header>
      {place && <Tabs place={place} />}
      <main id="content">{children}</main>
      <ToldNote />
    </>
  );
}

function Me({ place }: { place: Place }) {
  const member = useReading<{ name: string }>(`${place.api}/members/${place.me}`).value;
  const name = member?.name ?? session.value?.email ?? "";
  return (
    <a class="avatar me" href={`${place.home}/menu`}>
      <span aria-hidden="true">{initialOf(name)}</span>
      <span class="visually-hidden">{t().menu(name)}</span>
    </a>
  );
}

/** The first things people come to do; the rest is behind the avatar. */
function Tabs({ place }: { place: Place }) {
  const { path } = useLocation();
  const hasRounds = useHasRounds(place);
  const hasDecisions = useHasDecisions(place);
  const tabs = [
    { href: place.home, label: t().tabs.home },
    { href: `${place.home}/contribute`, label: t().tabs.contribute },
    { href: `${place.home}/envelopes`, label: t().tabs.envelopes },
    ...(hasRounds ? [{ href: `${place.home}/rounds`, label: t().tabs.rounds }] : []),
    ...(hasDecisions ? [{ href: `${place.home}/decisions`, label: t().tabs.decisions }] : []),
    { href: `${place.home}/sharings`, label: t().tabs.sharings },
  ];
  const isHere = (href: string) => path === href || (href !== place.home && path.startsWith(`${href}/`));
  return (
    <nav class={tabs.length > 5 ? "tabs many" : "tabs"} aria-label={t().tabs.label}>
      <ul>
        {tabs.map(({ href, label }) => (
          <li key={href}>
            <a href={href} {...(isHere(href) ? { "aria-current": "page" } : {})}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
