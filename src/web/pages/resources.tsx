/** The resource register: what is held in common, who looks after it, who uses it. */
import { useSignal } from "@preact/signals";
import { Button } from "../components/button.js";
import { Empty, Page } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { ResourceDialog } from "../components/ties/resource-dialogs.js";
import { listed } from "../format.js";
import en from "../i18n/en/resources.js";
import fr from "../i18n/fr/resources.js";
import { useHere, useNameOf } from "../place.js";
import { useList } from "../readings.js";
import { speak } from "../speech.js";
import { type Resource, usersOn } from "../ties-place.js";
import { useToday } from "../treasury-place.js";

const t = speak({ fr, en });

export default function ResourcesPage() {
  const here = useHere();
  const isAdding = useSignal(false);
  const reading = useList<Resource>(`${here.api}/resources`);
  const begin = (
    <Button
      rank="first"
      onPress={() => {
        isAdding.value = true;
      }}
    >
      {t().add}
    </Button>
  );
  return (
    <Shown reading={reading}>
      {(resources) => {
        const kept = resources.filter(({ isArchived }) => !isArchived);
        const archived = resources.filter(({ isArchived }) => isArchived);
        return (
          <Page title={t().title(kept.length)} lead={t().lead} actions={begin} isWide>
            {resources.length === 0 && (
              <Empty title={t().empty.title}>
                <p>{t().empty.says}</p>
              </Empty>
            )}
            <Cards resources={kept} />
            {archived.length > 0 && (
              <details>
                <summary>{t().archived(archived.length)}</summary>
                <Cards resources={archived} />
              </details>
            )}
            {isAdding.value && (
              <ResourceDialog
                onClose={() => {
                  isAdding.value = false;
                }}
              />
            )}
          </Page>
        );
      }}
    </Shown>
  );
}

function Cards({ resources }: { resources: readonly Resource[] }) {
  const here = useHere();
  const nameOf = useNameOf();
  const today = useToday();
  return (
    <ul class="plain-list tiles">
      {resources.map((resource) => {
        const { id, name, what, stewardId } = resource;
        const users = usersOn(resource, today).map(({ party }) => party.name);
        return (
          <li key={id}>
            <a class="card" href={`${here.home}/resources/${id}`}>
              <span class="strong good">{name}</span>
              {what && <span>{what}</span>}
              <span class="muted small">{t().keptBy(nameOf(stewardId))}</span>
              <span class="muted small">{t().users(listed(users), users.length)}</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
