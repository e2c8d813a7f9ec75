/** What is turned on and off at once: the modules a collective uses, and its public page. */
import { useEffect, useRef } from "preact/hooks";
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
  const texts = t().modules;
  const change = useModuleChange(collective);
  return (
    <Section title={texts.title} id="modules">
      <p class="muted">{texts.lead}</p>
      <fieldset class="field" disabled={!mayChange}>
        <legend class="visually-hidden">{texts.title}</legend>
        {modules.map((module) => (
          <ModuleSwitch key={module} module={module} isOn={collective.modules.includes(module)} change={change} />
        ))}
      </fieldset>
    </Section>
  );
}

type ModuleChange = (module: Module, isOn: boolean) => Promise<Collective>;

/** The service takes the whole list: each change waits for the one before it, and begins from what that one left. */
function useModuleChange(collective: Collective): ModuleChange {
  const here = useHere();
  const kept = useRef(collective.modules);
  const before = useRef<Promise<unknown>>(Promise.resolve());
  useEffect(() => {
    kept.current = collective.modules;
  }, [collective]);
  const send: ModuleChange = async (module, isOn) => {
    const wanted = modules.filter((each) => (each === module ? isOn : kept.current.includes(each)));
    const saved = await write<Collective>("PATCH", here.api, { modules: wanted });
    kept.current = saved.modules;
    return saved;
  };
  return (module, isOn) => {
    const sent = before.current.then(() => send(module, isOn));
    // One that was refused holds up none after it.
    before.current = sent.catch(() => undefined);
    return sent;
  };
}

function ModuleSwitch({ module, isOn, change }: { module: Module; isOn: boolean; change: ModuleChange }) {
  const texts = t().modules;
  const name = texts.names[module];
  const saving = useSending((wanted: boolean) => change(module, wanted));
  const turn = async (wanted: boolean) => {
    const saved = await saving.run(wanted);
    if (saved) tell(wanted ? texts.on(name) : texts.off(name));
    return saved !== undefined;
  };
  return (
    <>
      <Switch label={name} hint={texts.meanings[module]} isOn={isOn} turn={turn} />
      <ProblemNote problem={saving.problem} />
    </>
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
