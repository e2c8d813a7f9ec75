/** Where money comes from: a third party, a member, or somebody in words. */
import type { Problem } from "../../api.js";
import en from "../../i18n/en/money-in.js";
import treasury_en from "../../i18n/en/treasury.js";
import fr from "../../i18n/fr/money-in.js";
import treasury_fr from "../../i18n/fr/treasury.js";
import { useMembers } from "../../place.js";
import { speak } from "../../speech.js";
import { faultAt, SelectField, TextField } from "../fields.js";
import type { MoneyInDraft } from "./money-in-draft.js";
import { isThirdParty, ThirdPartyField } from "./third-party.js";

const t = speak({ fr, en });
const treasury = speak({ fr: treasury_fr, en: treasury_en });

type Source = Pick<MoneyInDraft, "from" | "memberId" | "source">;

export const isSourceGiven = ({ from, memberId, source }: Source): boolean => {
  if (from === "member") return memberId !== "";
  if (from === "words") return source.trim() !== "";
  return isThirdParty(from);
};

export const sourceBody = ({ from, memberId, source }: Source) => {
  if (from === "member") return { memberId };
  if (from === "words") return { source: source.trim() };
  return { sourceId: from };
};

export function SourceFields({
  draft,
  onDraft,
  isTried,
  problem,
}: {
  draft: Source;
  onDraft: (change: Partial<Source>) => void;
  isTried: boolean;
  problem: Problem | undefined;
}) {
  const members = useMembers() ?? [];
  return (
    <>
      <ThirdPartyField
        label={t().record.source}
        value={draft.from}
        fault={isTried && draft.from === "" ? treasury().missing : faultAt(problem, "sourceId")}
        otherwise={[
          { value: "member", label: t().record.member },
          { value: "words", label: t().record.words },
        ]}
        onValue={(from) => onDraft({ from })}
      />
      {draft.from === "member" && (
        <SelectField
          label={t().record.which}
          isRequired
          value={draft.memberId}
          fault={faultAt(problem, "memberId")}
          options={[{ value: "", label: treasury().fields.choose }, ...members.map(({ id, name }) => ({ value: id, label: name }))]}
          onValue={(memberId) => onDraft({ memberId })}
        />
      )}
      {draft.from === "words" && (
        <TextField
          label={t().record.inWords}
          hint={t().record.inWordsHint}
          isRequired
          value={draft.source}
          fault={faultAt(problem, "source")}
          onValue={(source) => onDraft({ source })}
        />
      )}
    </>
  );
}
