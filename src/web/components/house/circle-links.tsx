/** What passes between a circle and the others: a picture, its table, and the pilots’ way to change it. */
import { useSignal } from "@preact/signals";
import type { z } from "zod";
import type { circleLink } from "../../../features/circles/links.schema.js";
import { write } from "../../api.js";
import { LinkPicture } from "../../charts/links.js";
import en from "../../i18n/en/circles.js";
import common_en from "../../i18n/en/common.js";
import fr from "../../i18n/fr/circles.js";
import common_fr from "../../i18n/fr/common.js";
import { type Circle, nameIn, useCircles, useHere } from "../../place.js";
import { useList } from "../../readings.js";
import { useSending } from "../../sending.js";
import { speak } from "../../speech.js";
import { Button } from "../button.js";
import { faultAt, SelectField, TextField } from "../fields.js";
import { Section } from "../page.js";
import { ProblemNote } from "../problem.js";
import { tell } from "../told.js";

const t = speak({ fr, en });
const common = speak({ fr: common_fr, en: common_en });

type Link = z.output<typeof circleLink>;

export function CircleLinks({ circle, mayChange }: { circle: Circle; mayChange: boolean }) {
  const here = useHere();
  const circles = useCircles();
  const links = useList<Link>(`${here.api}/circle-links?circle=${circle.id}`).value;
  if (!links || !circles) return null;
  const nameOf = nameIn(circles);
  const incoming = links.filter(({ toId }) => toId === circle.id);
  const outgoing = links.filter(({ fromId }) => fromId === circle.id);
  const says = t().links.says(circle.name, incoming.length, outgoing.length);
  if (links.length === 0 && !mayChange) return null;
  return (
    <Section title={t().links.title}>
      {links.length === 0 ? (
        <p class="muted no-print">{t().links.none}</p>
      ) : (
        <>
          <p>{says}</p>
          <LinkPicture
            title={says}
            name={circle.name}
            incoming={incoming.map(({ fromId }) => ({ id: fromId, name: nameOf(fromId) }))}
            outgoing={outgoing.map(({ toId }) => ({ id: toId, name: nameOf(toId) }))}
          />
          <LinkTable rows={[...incoming, ...outgoing]} circle={circle} nameOf={nameOf} mayChange={mayChange} />
        </>
      )}
      {mayChange && <Linking circle={circle} links={links} circles={circles} />}
    </Section>
  );
}

function LinkTable({
  rows,
  circle,
  nameOf,
  mayChange,
}: {
  rows: readonly Link[];
  circle: Circle;
  nameOf: (id: string) => string;
  mayChange: boolean;
}) {
  const here = useHere();
  const words = t().links;
  const ending = useSending(({ id }: Link) => write<Link>("DELETE", `${here.api}/circle-links/${id}`));
  const again = useSending(({ fromId, toId, passes }: Link) => write<Link>("POST", `${here.api}/circle-links`, { fromId, toId, passes }));
  const end = async (link: Link, name: string) => {
    if (await ending.run(link)) tell(words.ended(name), { label: common().undo, run: () => void again.run(link) });
  };
  return (
    <>
      <table class="stacked">
        <caption class="visually-hidden">{words.title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.circle}</th>
            <th scope="col">{words.way}</th>
            <th scope="col">{words.passes}</th>
            {mayChange && (
              <th scope="col" class="no-print">
                <span class="visually-hidden">{words.end}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((link) => {
            const isIncoming = link.toId === circle.id;
            const other = isIncoming ? link.fromId : link.toId;
            return (
              <tr key={link.id}>
                <th scope="row">
                  <a href={`${here.home}/circles/${other}`}>{nameOf(other)}</a>
                </th>
                <td data-label={words.way}>{isIncoming ? words.incoming : words.outgoing}</td>
                <td data-label={words.passes}>{link.passes}</td>
                {mayChange && (
                  <td class="no-print">
                    <Button
                      rank="link"
                      isBusy={ending.isBusy}
                      label={`${words.end}, ${nameOf(other)}`}
                      onPress={() => void end(link, nameOf(other))}
                    >
                      {words.end}
                    </Button>
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      <ProblemNote problem={ending.problem ?? again.problem} />
    </>
  );
}

const empty = { other: "", way: "out", passes: "" };

function Linking({ circle, links, circles }: { circle: Circle; links: readonly Link[]; circles: readonly Circle[] }) {
  const here = useHere();
  const words = t().links;
  const draft = useSignal(empty);
  const { other, way, passes } = draft.value;
  const set = (change: Partial<typeof empty>) => {
    draft.value = { ...draft.value, ...change };
  };
  const sending = useSending((_: undefined, key) => {
    const ends = way === "out" ? { fromId: circle.id, toId: other } : { fromId: other, toId: circle.id };
    return write<Link>("POST", `${here.api}/circle-links`, { ...ends, passes }, key);
  });
  const submit = async () => {
    if (!(await sending.run(undefined))) return;
    tell(words.added);
    draft.value = empty;
  };
  const isTaken = (id: string) => links.some(({ fromId, toId }) => (way === "out" ? toId === id : fromId === id));
  const free = circles.filter(({ id, isArchived }) => id !== circle.id && !isArchived && !isTaken(id));
  if (circles.length < 2) return null;
  return (
    <details class="no-print">
      <summary>{words.add}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="pair">
          <SelectField
            label={words.whichWay}
            value={way}
            options={[
              { value: "out", label: words.fromHere(circle.name) },
              { value: "in", label: words.toHere(circle.name) },
            ]}
            onValue={(value) => set({ way: value, other: "" })}
          />
          <SelectField
            label={words.which}
            isRequired
            value={other}
            options={[{ value: "", label: "" }, ...free.map(({ id, name }) => ({ value: id, label: name }))]}
            onValue={(value) => set({ other: value })}
          />
        </div>
        <TextField
          label={words.what}
          hint={words.whatHint}
          isRequired
          value={passes}
          fault={faultAt(sending.problem, "passes")}
          onValue={(value) => set({ passes: value })}
        />
        <ProblemNote problem={sending.problem} onRetry={() => void submit()} />
        <Button isSubmit isBusy={sending.isBusy}>
          {words.add}
        </Button>
      </form>
    </details>
  );
}
