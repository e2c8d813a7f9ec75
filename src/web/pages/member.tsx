/** One member: who they are here, how they come in, on what footing they are paid, and how they leave. */
import { useRoute } from "preact-iso/router";
import { MemberAccess } from "../components/house/member-access.js";
import { Leaving } from "../components/house/member-leaving.js";
import { Board, Footings, Standings } from "../components/house/member-periods.js";
import { Profile } from "../components/house/member-profile.js";
import { Page } from "../components/page.js";
import { Shown } from "../components/reading.js";
import { IbanSection } from "../components/treasury/iban.js";
import { listed, shortDay } from "../format.js";
import en from "../i18n/en/members.js";
import fr from "../i18n/fr/members.js";
import { type Member, useHere } from "../place.js";
import { useReading } from "../readings.js";
import { speak } from "../speech.js";

const t = speak({ fr, en });

export default function MemberPage() {
  const here = useHere();
  const { params } = useRoute();
  const reading = useReading<Member>(`${here.api}/members/${params.id}`);
  return <Shown reading={reading}>{(member) => <OneMember key={member.id} member={member} />}</Shown>;
}

function titleOf({ id, name, code, kind, standings, leftOn, isErased }: Member, me: string): string {
  const texts = t().page;
  if (isErased) return texts.erased(code);
  if (leftOn) return texts.left(name, shortDay(leftOn));
  if (id === me) return texts.you(name);
  const what = [...(kind === "structure" ? [texts.structure] : []), ...standings.map((each) => t().standings[each])];
  return texts.title(name, what.length > 0 ? listed(what) : "");
}

function OneMember({ member }: { member: Member }) {
  const here = useHere();
  const isMe = member.id === here.me;
  const isPresent = member.leftOn === null;
  const isPerson = member.kind === "person";
  const mine = isMe ? [...member.standings.map((each) => t().standings[each]), ...member.roles.map((role) => t().roles[role])] : [];
  return (
    <Page
      title={titleOf(member, here.me)}
      lead={[mine.length > 0 ? `${listed(mine)}. ` : "", t().page.since(shortDay(member.joinedOn))].join("")}
      back={{ href: `${here.home}/members`, label: t().back }}
      isWide
    >
      <div class="columns">
        <div class="stack loose">
          {!member.isErased && <Profile member={member} mayChange={isMe || here.isAdmin} />}
          {here.isAdmin && isPerson && isPresent && <MemberAccess member={member} />}
        </div>
        <div class="stack loose">
          <Standings member={member} mayChange={isPresent && (here.isAdmin || here.isTreasurer)} />
          {isPerson && <Footings member={member} mayChange={isPresent && (isMe || here.isAdmin || here.isTreasurer)} />}
          {!member.isErased && (isMe || here.isTreasurer) && (
            <IbanSection owner={{ of: "member", id: member.id, name: member.name }} mayChange />
          )}
          {isPerson && (here.isAdmin || member.board) && <Board member={member} />}
          {!member.isErased && (isMe || here.isAdmin) && <Leaving member={member} />}
        </div>
      </div>
    </Page>
  );
}
