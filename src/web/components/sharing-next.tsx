/** What comes next in the life of a sharing: open, propose, object, adopt, post, and the ways back. */
import { useSignal } from "@preact/signals";
import { useLater } from "../later.js";
import { Button, ButtonLink } from "./button.js";
import { actWord, type Meeting, t, type Verb } from "./sharing-meeting.js";

/**
 * The one thing to do next, beside the title; nothing where it is not one’s turn. Each act is its own: where another pilot does the
 * step meanwhile, the dialog that is open for it closes, and never becomes that of the next one.
 */
export function NextStep({ meeting }: { meeting: Meeting }) {
  const { table, mayLead, mayAdopt, mayPost, here } = meeting;
  const pays = table.result?.shares.some(({ member }) => member === here.me) ?? false;
  switch (table.status) {
    case "draft":
      return mayLead ? <Act key="open" meeting={meeting} verb="open" isFirst /> : null;
    case "open":
      return mayLead ? (
        <Act key="propose" meeting={meeting} verb="propose" isFirst={table.refusal === null} isOff={table.refusal !== null} />
      ) : null;
    case "proposed":
      if (table.adoptsBy === "consent")
        return (
          <ButtonLink rank="first" href={`${here.home}/decisions/new?sharing=${table.id}`}>
            {t().act.adopt.decide}
          </ButtonLink>
        );
      return mayAdopt ? (
        <Act key="adopt" meeting={meeting} verb="adopt" isFirst={!pays} />
      ) : (
        <Act key="object" meeting={meeting} verb="object" />
      );
    case "adopted":
      return mayPost ? <Act key="post" meeting={meeting} verb="post" isFirst /> : null;
    case "posted":
      return here.isTreasurer ? (
        <ButtonLink rank="first" href={`${here.home}/treasury/payments`}>
          {t().act.pay}
        </ButtonLink>
      ) : null;
    default:
      return null;
  }
}

/** The ways back, quieter, at the foot of the page. */
export function OtherSteps({ meeting }: { meeting: Meeting }) {
  const { table, mayLead, mayAdopt, mayPost } = meeting;
  const { status } = table;
  const acts: Verb[] = [
    ...(status === "proposed" && (mayAdopt || table.adoptsBy === "consent") ? (["object"] as const) : []),
    ...(status === "posted" && mayPost ? (["reverse"] as const) : []),
    ...(mayLead && ["draft", "open", "proposed", "adopted"].includes(status) ? (["abandon"] as const) : []),
  ];
  if (acts.length === 0) return null;
  return (
    <section class="stack no-print" aria-label={t().act.more}>
      <div class="row">
        {acts.map((verb) => (
          <Act key={verb} meeting={meeting} verb={verb} />
        ))}
      </div>
    </section>
  );
}

function Act({ meeting, verb, isFirst, isOff }: { meeting: Meeting; verb: Verb; isFirst?: boolean; isOff?: boolean }) {
  const isOpen = useSignal(false);
  const ActDialog = useLater(async () => (await import("./sharing-act.js")).ActDialog);
  return (
    <>
      <Button
        rank={isFirst ? "first" : "second"}
        {...(isOff ? { isOff } : {})}
        onPress={() => {
          isOpen.value = true;
        }}
      >
        {actWord(meeting, verb)}
      </Button>
      {isOpen.value && ActDialog && (
        <ActDialog
          meeting={meeting}
          verb={verb}
          onClose={() => {
            isOpen.value = false;
          }}
        />
      )}
    </>
  );
}
