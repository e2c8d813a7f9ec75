/** Suppliers and funders: adding one, another name, putting one away that is not dealt with any more. */
import { useSignal } from "@preact/signals";
import { Button } from "../components/button.js";
import { Dialog } from "../components/dialog.js";
import { Page } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { ArchiveDialog, Archived } from "../components/treasury/archiving.js";
import { IbanButton } from "../components/treasury/iban.js";
import { saidSums } from "../components/treasury/money-said.js";
import { NameForm } from "../components/treasury/name-form.js";
import en from "../i18n/en/third-parties.js";
import treasury_en from "../i18n/en/treasury.js";
import fr from "../i18n/fr/third-parties.js";
import treasury_fr from "../i18n/fr/treasury.js";
import { useHere } from "../place.js";
import { useList } from "../readings.js";
import { speak } from "../speech.js";
import { type ThirdParty, useCurrency, useOwed } from "../treasury-place.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

export default function ThirdPartiesPage() {
  const here = useHere();
  const reading = useList<ThirdParty>(`${here.api}/third-parties?limit=200&archived=all`);
  const open = reading.value?.filter(({ isArchived }) => !isArchived);
  const archived = reading.value?.filter(({ isArchived }) => isArchived) ?? [];
  const mayChange = here.isTreasurer || here.isAdmin;
  return (
    <Page
      title={open ? t().title(open.length) : treasury().ways["third-parties"].name}
      lead={mayChange ? t().lead : treasury().treasurerOnly}
      back={{ href: `${here.home}/treasury`, label: treasury().name }}
    >
      <Shown reading={reading}>
        {() => (
          <>
            {open && open.length > 0 && <List thirdParties={open} mayChange={mayChange} />}
            {archived.length > 0 && (
              <details class="card">
                <summary>{t().archived(archived.length)}</summary>
                <ul class="plain-list ruled">
                  {archived.map((each) => (
                    <Archived
                      key={each.id}
                      path={`/third-parties/${each.id}`}
                      name={each.name}
                      act={mayChange ? t().back.act : null}
                      done={t().back.done(each.name)}
                    />
                  ))}
                </ul>
              </details>
            )}
            {mayChange && (
              <section class="card">
                <h2>{t().add.title}</h2>
                <NameForm path="/third-parties" label={t().name} act={t().add.act} done={t().add.done} />
              </section>
            )}
          </>
        )}
      </Shown>
    </Page>
  );
}

function List({ thirdParties, mayChange }: { thirdParties: readonly ThirdParty[]; mayChange: boolean }) {
  const here = useHere();
  const currency = useCurrency();
  const owed = useOwed().value?.filter(({ payee }) => payee === "third-party") ?? [];
  const owedTo = ({ id }: ThirdParty) =>
    owed.filter((each) => each.id === id).map(({ left, ...each }) => ({ amount: left, currency: each.currency }));
  const owedSaid = (thirdParty: ThirdParty) => {
    const sums = owedTo(thirdParty);
    return sums.length > 0 ? t().archive.owed(saidSums(sums, currency)) : undefined;
  };
  const acting = useSignal<{ what: "rename" | "archive"; thirdParty: ThirdParty } | undefined>(undefined);
  const close = () => {
    acting.value = undefined;
  };
  return (
    <>
      <ul class="card plain-list ruled">
        {thirdParties.map((thirdParty) => {
          const sums = owedTo(thirdParty);
          return (
            <li key={thirdParty.id} class="row between">
              <span class="stack tight grow">
                <span class="strong">{thirdParty.name}</span>
                {sums.length > 0 && <span class="muted small">{t().owed(saidSums(sums, currency))}</span>}
              </span>
              {mayChange && (
                <span class="row">
                  {here.isTreasurer && <IbanButton owner={{ of: "third-party", id: thirdParty.id, name: thirdParty.name }} />}
                  <Button
                    rank="link"
                    label={`${t().rename.act} ${thirdParty.name}`}
                    onPress={() => (acting.value = { what: "rename", thirdParty })}
                  >
                    {t().rename.act}
                  </Button>
                  <Button
                    rank="link"
                    label={`${t().archive.act} ${thirdParty.name}`}
                    onPress={() => (acting.value = { what: "archive", thirdParty })}
                  >
                    {t().archive.act}
                  </Button>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {acting.value?.what === "rename" && (
        <Dialog title={t().rename.title(acting.value.thirdParty.name)} onClose={close}>
          <p>{t().rename.says}</p>
          <NameForm
            path={`/third-parties/${acting.value.thirdParty.id}`}
            name={acting.value.thirdParty.name}
            label={t().name}
            act={t().rename.act}
            done={t().rename.done}
            isFirst
            onDone={close}
            onCancel={close}
          />
        </Dialog>
      )}
      {acting.value?.what === "archive" && (
        <ArchiveDialog
          path={`/third-parties/${acting.value.thirdParty.id}`}
          title={t().archive.title(acting.value.thirdParty.name)}
          act={t().archive.act}
          says={t().archive.says}
          warns={owedSaid(acting.value.thirdParty)}
          done={t().archive.done(acting.value.thirdParty.name)}
          onClose={close}
        />
      )}
    </>
  );
}
