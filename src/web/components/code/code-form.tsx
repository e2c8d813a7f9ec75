/** Writing a version of the social code: its sections in their order, and the settings it says. */
import type { Signal } from "@preact/signals";
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { ConsentSettings } from "../../../domain/consent/settings.js";
import { type CodeSetting, codeSettings, unknownMarksOf } from "../../../domain/social-code.js";
import { newKey, type Problem } from "../../api.js";
import { moved, readConsent, sentPlace, type TypedCode, type TypedSection, withMark } from "../../code-draft.js";
import { namedIn } from "../../code-origin.js";
import { listed } from "../../format.js";
import settings_en from "../../i18n/en/code-settings.js";
import en from "../../i18n/en/social-code.js";
import settings_fr from "../../i18n/fr/code-settings.js";
import fr from "../../i18n/fr/social-code.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { Field, faultAt, SelectField, TextField } from "../fields.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { SettingFields } from "./code-setting-fields.js";
import { Paragraphs } from "./code-text.js";

const t = speak({ fr, en });
const says = speak({ fr: settings_fr, en: settings_en });

interface FormProps {
  draft: Signal<TypedCode>;
  /** What this code inherits: what counts where it says nothing. */
  inherited: ConsentSettings;
  problem: Problem | undefined;
  isBusy: boolean;
  onSubmit: () => void;
  onForget: () => void;
}

export function CodeForm({ draft, inherited, problem, isBusy, onSubmit, onForget }: FormProps) {
  const words = t().write;
  const { sections, consent } = draft.value;
  const settings: ConsentSettings = { ...inherited, ...readConsent(consent) };
  const setSections = (changed: readonly TypedSection[]) => {
    draft.value = { ...draft.peek(), sections: changed };
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Sections sections={sections} settings={settings} problem={problem} onSections={setSections} />
      <SettingFields
        consent={consent}
        inherited={inherited}
        problem={problem}
        onConsent={(changed) => {
          draft.value = { ...draft.peek(), consent: changed };
        }}
      />
      <ProblemNote problem={problem} onRetry={onSubmit} />
      <Button rank="first" isWide isSubmit isBusy={isBusy}>
        {words.save}
      </Button>
      <Button rank="link" onPress={onForget}>
        {words.forget}
      </Button>
    </form>
  );
}

interface SectionsProps {
  sections: readonly TypedSection[];
  settings: ConsentSettings;
  problem: Problem | undefined;
  onSections: (sections: readonly TypedSection[]) => void;
}

function Sections({ sections, settings, problem, onSections }: SectionsProps) {
  const words = t().write;
  /** Sections that begin open: those that were added here, and the only one. */
  const added = useRef(new Set(sections.length === 1 ? sections.map(({ key }) => key) : []));
  const add = () => {
    const key = newKey();
    added.current.add(key);
    onSections([...sections, { key, title: "", text: "" }]);
  };
  const remove = (place: number) => {
    const section = sections[place] as TypedSection;
    onSections(sections.filter((_, each) => each !== place));
    tell(words.removed(section.title || words.section(place + 1)), { label: words.undo, run: () => onSections(sections) });
  };
  return (
    <Section title={words.sections}>
      {sections.map((section, place) => (
        <OneSection
          key={section.key}
          section={section}
          place={place}
          count={sections.length}
          settings={settings}
          isNew={added.current.has(section.key)}
          titleFault={faultAt(problem, `sections[${sentPlace(sections, place)}].title`)}
          textFault={faultAt(problem, `sections[${sentPlace(sections, place)}].text`)}
          onSection={(changed) => onSections(sections.map((each, index) => (index === place ? changed : each)))}
          move={(by) => onSections(moved(sections, place, by))}
          remove={() => remove(place)}
        />
      ))}
      <Button onPress={add}>{words.add}</Button>
    </Section>
  );
}

interface SectionProps {
  section: TypedSection;
  place: number;
  count: number;
  settings: ConsentSettings;
  isNew: boolean;
  titleFault: string | undefined;
  textFault: string | undefined;
  onSection: (section: TypedSection) => void;
  move: (by: -1 | 1) => void;
  remove: () => void;
}

/** One section; closed it is its title, so that the order is seen at once. A refusal opens it. */
function OneSection({ section, place, count, settings, isNew, titleFault, textFault, onSection, move, remove }: SectionProps) {
  const words = t().write;
  const isOpen = useSignal(isNew);
  const foot = useRef<HTMLDivElement>(null);
  const pressed = useRef<-1 | 1 | undefined>(undefined);
  const name = section.title.trim() || words.section(place + 1);
  useEffect(() => {
    if (titleFault || textFault) isOpen.value = true;
  }, [titleFault, textFault]);
  // Who moves a section by keyboard stays on its button, wherever it went, before the next key.
  useLayoutEffect(() => {
    if (pressed.current === undefined) return;
    foot.current?.querySelector<HTMLElement>(`[name="${pressed.current < 0 ? "up" : "down"}"]`)?.focus();
    pressed.current = undefined;
  }, [place]);
  const go = (by: -1 | 1) => {
    pressed.current = by;
    move(by);
    tell(words.moved(name, place + 1 + by, count));
  };
  return (
    <details
      class="card"
      open={isOpen.value}
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>
        {place + 1}. {name}
      </summary>
      <div class="stack">
        <TextField
          label={words.sectionTitle}
          value={section.title}
          fault={titleFault}
          onValue={(title) => onSection({ ...section, title })}
        />
        <TextWithMarks section={section} fault={textFault} onSection={onSection} />
        {namedIn(section.text).length > 0 && (
          <div class="stack tight code-preview">
            <p class="muted small">{words.preview}</p>
            <Paragraphs text={section.text} settings={settings} />
          </div>
        )}
        <div class="row" ref={foot}>
          <Button name="up" isOff={place === 0} label={words.of(words.up, name)} onPress={() => go(-1)}>
            ↑ {words.up}
          </Button>
          <Button name="down" isOff={place === count - 1} label={words.of(words.down, name)} onPress={() => go(1)}>
            ↓ {words.down}
          </Button>
          <Button rank="link" label={words.of(words.remove, name)} onPress={remove}>
            {words.remove}
          </Button>
        </div>
      </div>
    </details>
  );
}

/** The text of a section, which grows with what is typed; a setting is put where the cursor stands. */
function TextWithMarks({
  section,
  fault,
  onSection,
}: {
  section: TypedSection;
  fault: string | undefined;
  onSection: (section: TypedSection) => void;
}) {
  const words = t().write;
  const area = useRef<HTMLTextAreaElement>(null);
  const cursor = useRef<number | undefined>(undefined);
  const { text } = section;
  useLayoutEffect(() => {
    if (cursor.current === undefined) return;
    area.current?.focus();
    area.current?.setSelectionRange(cursor.current, cursor.current);
    cursor.current = undefined;
  }, [text]);
  const insert = (name: CodeSetting) => {
    const at = area.current?.selectionStart ?? text.length;
    const changed = withMark(text, at, name);
    cursor.current = at + changed.length - text.length;
    onSection({ ...section, text: changed });
  };
  const unknown = unknownMarksOf(text).map((mark) => `{${mark}}`);
  return (
    <>
      <Field label={words.sectionText} hint={words.textHint} fault={unknown.length > 0 ? words.unknownMark(listed(unknown)) : fault}>
        {(wiring) => (
          <textarea
            {...wiring}
            ref={area}
            class="grows"
            value={text}
            onInput={(event) => onSection({ ...section, text: event.currentTarget.value })}
          />
        )}
      </Field>
      <SelectField
        label={words.insert}
        value=""
        options={[{ value: "", label: words.choose }, ...codeSettings.map((name) => ({ value: name, label: says().names[name] }))]}
        onValue={(name) => {
          if (name !== "") insert(name as CodeSetting);
        }}
      />
    </>
  );
}
