/** The circles of the collective, each inside the one it is part of. */
import { useSignal } from "@preact/signals";
import { Button } from "../components/button.js";
import { Pill } from "../components/figures.js";
import { CircleDialog } from "../components/house/circle-dialog.js";
import { Empty, Page } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { listed, shortDay } from "../format.js";
import { nest } from "../house-circles.js";
import en from "../i18n/en/circles.js";
import fr from "../i18n/fr/circles.js";
import { type Circle, useHere, useNameOf } from "../place.js";
import { useList } from "../readings.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function CirclesPage() {
  const here = useHere();
  const isOpening = useSignal(false);
  const reading = useList<Circle>(`${here.api}/circles`);
  const open = (
    <Button
      rank="first"
      onPress={() => {
        isOpening.value = true;
      }}
    >
      {t().list.open}
    </Button>
  );
  const mayOpen = here.isAdmin || here.pilotOf.length > 0;
  return (
    <Shown reading={reading}>
      {(circles) => {
        const active = circles.filter(({ isArchived }) => !isArchived);
        const archived = circles.filter(({ isArchived }) => isArchived);
        const seated = new Set(active.flatMap(({ members }) => members.map(({ memberId }) => memberId))).size;
        return (
          <Page title={t().list.title(active.length, seated)} lead={t().list.lead} actions={mayOpen && open}>
            {active.length === 0 && <Empty title={t().list.open}>{t().list.lead}</Empty>}
            <ul class="plain-list stack">
              {nest(active).map(({ circle, depth }) => (
                <li key={circle.id} style={{ paddingInlineStart: `${Math.min(depth, 3) * 22}px` }}>
                  <CircleCard circle={circle} />
                </li>
              ))}
            </ul>
            {archived.length > 0 && (
              <details>
                <summary>{t().list.archived(archived.length)}</summary>
                <ul>
                  {archived.map(({ id, name }) => (
                    <li key={id}>
                      <a href={`${here.home}/circles/${id}`}>{name}</a>
                    </li>
                  ))}
                </ul>
              </details>
            )}
            {isOpening.value && (
              <CircleDialog
                onClose={() => {
                  isOpening.value = false;
                }}
              />
            )}
          </Page>
        );
      }}
    </Shown>
  );
}

function CircleCard({ circle: { id, name, purpose, members, lastMetOn, daysLate } }: { circle: Circle }) {
  const here = useHere();
  const member = useNameOf();
  const pilots = members.filter(({ role }) => role === "pilot");
  const isMine = members.some(({ memberId }) => memberId === here.me);
  const piloted = pilots.length > 0 ? t().list.pilotedBy(listed(pilots.map(({ memberId }) => member(memberId)))) : t().list.noPilot;
  return (
    <a class="card" href={`${here.home}/circles/${id}`}>
      <span class="row between baseline">
        <span class="strong good">{name}</span>
        <span class="row">
          {daysLate > 0 && <Pill tone="wheat">{t().list.late}</Pill>}
          {isMine && <Pill tone="green">{t().list.mine}</Pill>}
        </span>
      </span>
      <span>{purpose || <span class="muted">{t().list.noPurpose}</span>}</span>
      <span class="muted small">
        {piloted} · {t().list.contributors(members.length - pilots.length)}
        {lastMetOn && ` · ${t().list.metOn(shortDay(lastMetOn))}`}
      </span>
    </a>
  );
}
