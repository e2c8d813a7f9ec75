/** With whom: members and third parties, chosen one after another. */
import en from "../../i18n/en/contracts.js";
import fr from "../../i18n/fr/contracts.js";
import { useMembers } from "../../place.js";
import { speak } from "../../speech.js";
import { useThirdParties } from "../../treasury-place.js";
import { Button } from "../button.js";
import { SelectField } from "../fields.js";

const t = speak({ fr, en });

export interface ChosenParty {
  readonly kind: "member" | "third-party";
  readonly id: string;
}

/** Everybody a collective may have a contract with, by name. */
export function useKnownParties(): readonly (ChosenParty & { readonly name: string })[] {
  const members = useMembers() ?? [];
  const thirdParties = useThirdParties() ?? [];
  return [
    ...thirdParties.map(({ id, name }) => ({ kind: "third-party" as const, id, name })),
    ...members.map(({ id, name }) => ({ kind: "member" as const, id, name })),
  ];
}

export function PartyField({
  chosen,
  choose,
  fault,
}: {
  chosen: readonly ChosenParty[];
  choose: (parties: readonly ChosenParty[]) => void;
  fault: string | undefined;
}) {
  const known = useKnownParties();
  const isChosen = (id: string) => chosen.some((party) => party.id === id);
  return (
    <div class="stack tight">
      <SelectField
        label={t().form.parties}
        value=""
        fault={fault}
        options={[
          { value: "", label: t().form.addParty },
          ...known.filter(({ id }) => !isChosen(id)).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onValue={(id) => {
          const party = known.find((each) => each.id === id);
          if (party) choose([...chosen, { kind: party.kind, id }]);
        }}
      />
      {chosen.length > 0 && (
        <ul class="plain-list ruled">
          {chosen.map(({ id }) => {
            const name = known.find((each) => each.id === id)?.name ?? "…";
            return (
              <li class="row between" key={id}>
                <span>{name}</span>
                <Button rank="link" label={t().form.takeOut(name)} onPress={() => choose(chosen.filter((party) => party.id !== id))}>
                  ✕
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
