/**
 * What a version changes, word by word: `ins` and `del`, told apart by their lines and not by colour alone, and said as such to
 * who listens. A figure whose setting changes is told as changed wherever the text shows it, though no word of the text is another.
 */
import type { ComponentChildren } from "preact";
import type { CodeSetting } from "../../../domain/social-code.js";
import { namedIn } from "../../code-origin.js";
import type { Differences, Version } from "../../code-reading.js";
import { listed } from "../../format.js";
import settings_en from "../../i18n/en/code-settings.js";
import en from "../../i18n/en/social-code.js";
import settings_fr from "../../i18n/fr/code-settings.js";
import fr from "../../i18n/fr/social-code.js";
import { useHere, useNameOf } from "../../place.js";
import { useReading } from "../../readings.js";
import { speak } from "../../speech.js";
import { Section } from "../page.js";
import { Shown } from "../reading.js";
import { Living, Paragraphs, Passages } from "./code-text.js";

const t = speak({ fr, en });
const says = speak({ fr: settings_fr, en: settings_en });

type SectionTold = Differences["sections"][number];
const pills = { changed: "pill wheat", added: "pill green", removed: "pill brick", same: "pill wheat" };

export function CodeDifferences({ versionId }: { versionId: string }) {
  const here = useHere();
  const reading = useReading<Differences>(`${here.api}/social-code/versions/${versionId}/differences`);
  return <Shown reading={reading}>{(differences) => <Told differences={differences} />}</Shown>;
}

function Told({ differences }: { differences: Differences }) {
  const here = useHere();
  const words = t().changes;
  const { fromId, sections, settings } = differences;
  const from = useReading<Version>(fromId === null ? null : `${here.api}/social-code/versions/${fromId}`).value;
  const isTouched = ({ change, words: pieces }: SectionTold) =>
    change !== "same" || pieces.some(({ text }) => namedIn(text).some((name) => settings.includes(name)));
  const touched = sections.filter(isTouched);
  const others = sections.filter((section) => !isTouched(section));
  return (
    <>
      <div class="stack tight">
        <p>
          {fromId === null ? words.first : from && words.from(from.number)}{" "}
          {fromId !== null && (touched.length === 0 && settings.length === 0 ? words.nothing : words.count(touched.length))}
        </p>
        {touched.some(({ change }) => change !== "added") && <p class="muted small">{words.how}</p>}
        {others.length > 0 && <p class="muted">{words.same(listed(others.map(({ title }) => title)))}</p>}
      </div>
      <ChangedSettings differences={differences} />
      {touched.map((section) => (
        <OneSection key={section.id} section={section} differences={differences} />
      ))}
    </>
  );
}

function ChangedSettings({ differences: { settings, before, after } }: { differences: Differences }) {
  const nameOf = useNameOf();
  const words = t().changes;
  if (settings.length === 0) return <p class="muted">{words.noSettings}</p>;
  return (
    <Section title={words.settings}>
      <table class="stacked">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {settings.map((name) => (
            <tr key={name}>
              <th scope="row">{says().names[name]}</th>
              <td data-label={words.before}>
                <del>{says().alone(name, before, nameOf)}</del>
              </td>
              <td data-label={words.after}>
                <ins>{says().alone(name, after, nameOf)}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function OneSection({ section, differences }: { section: SectionTold; differences: Differences }) {
  const words = t().changes;
  const { change, title, titleBefore } = section;
  return (
    <section class="card code-text">
      <div class="row between">
        <h2 class="grow">{title}</h2>
        <span class={pills[change]}>{words.kinds[change]}</span>
      </div>
      {titleBefore !== null && <p class="muted small">{words.titleBefore(titleBefore)}</p>}
      <SectionWords section={section} differences={differences} />
    </section>
  );
}

function SectionWords({
  section: { change, words },
  differences: { settings, before, after },
}: {
  section: SectionTold;
  differences: Differences;
}) {
  const text = words.map((piece) => piece.text).join("");
  if (change === "added")
    return (
      <ins class="whole">
        <Paragraphs text={text} settings={after} />
      </ins>
    );
  if (change === "removed")
    return (
      <del class="whole">
        <Paragraphs text={text} settings={before} />
      </del>
    );
  const figureIn = (kind: "same" | "added" | "removed") => (name: CodeSetting) =>
    kind === "same" && settings.includes(name) ? (
      <>
        <Removed>
          <Living name={name} settings={before} />
        </Removed>{" "}
        <Added>
          <Living name={name} settings={after} />
        </Added>
      </>
    ) : (
      <Living name={name} settings={kind === "removed" ? before : after} />
    );
  return (
    <div class="pre-line">
      {words.map(({ kind, text: piece }, index) => {
        const passages = <Passages text={piece} figure={figureIn(kind)} />;
        if (kind === "same") return <span key={index}>{passages}</span>;
        return kind === "added" ? <Added key={index}>{passages}</Added> : <Removed key={index}>{passages}</Removed>;
      })}
    </div>
  );
}

const Added = ({ children }: { children: ComponentChildren }) => (
  <ins>
    <span class="visually-hidden">[{t().changes.added} </span>
    {children}
    <span class="visually-hidden">]</span>
  </ins>
);
const Removed = ({ children }: { children: ComponentChildren }) => (
  <del>
    <span class="visually-hidden">[{t().changes.removed} </span>
    {children}
    <span class="visually-hidden">]</span>
  </del>
);
