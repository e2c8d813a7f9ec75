/** What is turned on and off at once: the modules a collective uses, and its public page. */
import { modules } from "../../../domain/collective.js";
import { write } from "../../api.js";
import en from "../../i18n/en/settings.js";
import fr from "../../i18n/fr/settings.js";
import { type Collective, useHere } from "../../place.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";
import { CopyField } from "./copy-field.js";
import { Switch } from "./switch.js";

const t = speak({ fr, en });
type Module = (typeof modules)[number];

export function Modules({ collective, mayChange }: { collective: Collective; mayChange: boolean }) {
  const here = useHere();
  const texts = t().modules;
  const saving = useSending((wanted: readonly Module[]) => write<Collective>("PATCH", here.api, { modules: wanted }));
  const turn = async (module: Module, isOn: boolean) => {
    const wanted = modules.filter((each) => (each === module ? isOn : collective.modules.includes(each)));
    const saved = await saving.run(wanted);
    if (saved) tell(isOn ? texts.on(texts.names[module]) : texts.off(texts.names[module]));
    return saved !== undefined;
  };
  return (
    <Section title={texts.title} id="modules">
      <p class="muted">{texts.lead}</p>
      <fieldset class="field" disabled={!mayChange}>
        <legend class="visually-hidden">{texts.title}</legend>
        {modules.map((module) => (
          <Switch
            key={module}
            label={texts.names[module]}
            hint={texts.meanings[module]}
            isOn={collective.modules.includes(module)}
            turn={(isOn) => turn(module, isOn)}
          />
        ))}
      </fieldset>
      <ProblemNote problem={saving.problem} />
    </Section>
  );
}

export function PublicPage({ collective, mayChange }: { collective: Collective; mayChange: boolean }) {
  const here = useHere();
  const texts = t().page;
  const { isPublic, slug } = collective;
  const saving = useSending((isOn: boolean) => write<Collective>("PATCH", here.api, { isPublic: isOn }));
  const turn = async (isOn: boolean) => {
    const saved = await saving.run(isOn);
    if (saved) tell(isOn ? texts.on : texts.off);
    return saved !== undefined;
  };
  return (
    <Section title={texts.title} id="public">
      <p class="muted">{texts.lead}</p>
      {mayChange ? <Switch label={texts.turn} hint={texts.hint} isOn={isPublic} turn={turn} /> : <p>{isPublic ? texts.on : texts.off}</p>}
      <ProblemNote problem={saving.problem} />
      {isPublic && (
        <div class="stack tight">
          <CopyField label={texts.address} value={`${location.origin}/p/${slug}`} texts={texts} />
          <a href={`/p/${slug}`}>{texts.see}</a>
        </div>
      )}
    </Section>
  );
}
