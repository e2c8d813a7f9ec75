/** The text of a social code: its sections, and in them the settings as living figures. */
import type { ComponentChildren } from "preact";
import { Fragment } from "preact";
import type { ConsentSettings } from "../../../domain/consent/settings.js";
import { type CodeSection, type CodeSetting, passagesOf } from "../../../domain/social-code.js";
import settings_en from "../../i18n/en/code-settings.js";
import en from "../../i18n/en/social-code.js";
import settings_fr from "../../i18n/fr/code-settings.js";
import fr from "../../i18n/fr/social-code.js";
import { useNameOf } from "../../place.js";
import { speak } from "../../speech.js";

const t = speak({ fr, en });
const says = speak({ fr: settings_fr, en: settings_en });

/** Where a setting stands in the table below the text. */
export const settingAnchor = (name: CodeSetting): string => `setting-${name}`;

/** A text whose marks are shown as `figure` shows them. */
export const Passages = ({ text, figure }: { text: string; figure: (name: CodeSetting) => ComponentChildren }) => (
  <>
    {passagesOf(text).map((passage, index) => (
      <Fragment key={index}>{"setting" in passage ? figure(passage.setting) : passage.text}</Fragment>
    ))}
  </>
);

/** The value of a setting inside a sentence, marked as one; where its table is on the page, it leads there. */
export function Living({ name, settings, isLinked }: { name: CodeSetting; settings: ConsentSettings; isLinked?: boolean }) {
  const nameOf = useNameOf();
  const value = says().within(name, settings, nameOf);
  const title = says().living(says().names[name]);
  return isLinked ? (
    <a class="living" href={`#${settingAnchor(name)}`} title={title}>
      {value}
    </a>
  ) : (
    <span class="living" title={title}>
      {value}
    </span>
  );
}

/** One text with its paragraphs: an empty line stands between two. */
export const Paragraphs = ({ text, settings, isLinked }: { text: string; settings: ConsentSettings; isLinked?: boolean }) => (
  <>
    {text
      .split(/\n{2,}/)
      .filter((paragraph) => paragraph.trim() !== "")
      .map((paragraph, index) => (
        <p class="pre-line" key={index}>
          <Passages text={paragraph} figure={(name) => <Living name={name} settings={settings} isLinked={isLinked} />} />
        </p>
      ))}
  </>
);

/** The whole text, with the list of its parts: beside it where there is room, before it on a phone. */
export function CodeText({ sections, settings }: { sections: readonly CodeSection[]; settings: ConsentSettings }) {
  return (
    <div class="code-reading">
      <nav class="no-print" aria-label={t().read.contents(sections.length)}>
        <details open={matchMedia("(min-width: 960px)").matches}>
          <summary>{t().read.contents(sections.length)}</summary>
          <ol class="plain-list code-contents">
            {sections.map(({ id, title }, index) => (
              <li key={id}>
                <a href={`#part-${index + 1}`}>{title}</a>
              </li>
            ))}
          </ol>
        </details>
      </nav>
      <div class="code-text">
        {sections.map(({ id, title, text }, index) => (
          <section key={id} id={`part-${index + 1}`} tabIndex={-1}>
            <h2>{title}</h2>
            <Paragraphs text={text} settings={settings} isLinked />
          </section>
        ))}
      </div>
    </div>
  );
}
