/**
 * Explanation: why each project wins or not, as a sentence in French or English, with the figures to count again.
 *
 *   Bike path is chosen: 7 votes; 7 effective of 7 supporters; 7 voters pay €100.00 each, €700.00 in all.
 *   Le projet «Parc» n’est pas retenu : 5 voix ; ses 5 soutiens ont encore 150,00 € ensemble sur 250,00 € : il manque 100,00 €.
 *
 * Effective votes are the cost ÷ what a vote pays in full: as many as there are votes where everybody can pay.
 */
import { displayAmount, displayDecimal } from "../display.js";
import { type Language, Refusal } from "../refusals.js";
import type { Election } from "./election.js";
import type { ProjectResult, TallyResult } from "./result.js";

/** The figures of one project alone, without its name and whether it won: «3 voix ; il restait 600,00 €, il coûte 200,00 €.» */
export function explainVotes(election: Election, result: TallyResult, id: string, language: Language): string {
  return tellerOf(election, result, language)(projectOf(result, id, "project"));
}

/**
 * Why a rule completes a bucket or not, where the ballots are what people pledged, and the cost is what is missing: nobody
 * votes, and nobody pays once more.
 */
export function explainCompletion(result: TallyResult, id: string, language: Language): string {
  const { basis, cost } = projectOf(result, id, "project");
  const { course, currency } = result;
  const shown = moneyIn(currency, language);
  const money = (amount: string) => (currency === null ? `${shown(amount)} points` : shown(amount));
  const french = language === "fr";
  const each = course ? money(course.perVoter) : "";
  switch (basis.kind) {
    case "bought":
      return french
        ? `qui y a fléché (${basis.supporters}) couvre ensemble les ${money(cost)} qui manquaient, avec ${each} par personne`
        : `those who pledged to it (${basis.supporters}) cover the ${money(cost)} that was missing together, with ${each} each`;
    case "unaffordable":
      return french
        ? `qui y a fléché (${basis.supporters}) n’a plus que ${money(basis.held)} ensemble pour les ${money(cost)} qui manquaient`
        : `those who pledged to it (${basis.supporters}) have only ${money(basis.held)} left together for the ${money(cost)} that was missing`;
    case "does-not-fit":
      return french
        ? `il lui manquait ${money(cost)}, et il ne restait que ${money(basis.left)}`
        : `${money(cost)} was missing, and only ${money(basis.left)} was left`;
    case "fits":
    case "completed":
      return french
        ? `il lui manquait ${money(cost)}, et il restait ${money(basis.left)}`
        : `${money(cost)} was missing, and ${money(basis.left)} was left`;
    case "under-threshold":
      return french ? `le seuil est de ${money(basis.threshold)} fléchés` : `the threshold is ${money(basis.threshold)} pledged`;
    case "after-stop":
      return french
        ? "le dépouillement s’est arrêté avant, à un projet pour lequel il ne restait pas assez"
        : "the count ended before it, at a bucket for which not enough was left";
    default:
      return french ? "il y avait de quoi compléter tous les projets" : "there was enough to complete all buckets";
  }
}

/** Why one project of an election wins or not. Refuses `unknown_project`; `at` is where it was named. */
export function explainProject(election: Election, result: TallyResult, id: string, language: Language, at = "project"): string {
  return wordsFor(election, result, language)(projectOf(result, id, at));
}

function projectOf(result: TallyResult, id: string, at: string): ProjectResult {
  const project = result.projects.find((candidate) => candidate.id === id);
  if (project === undefined) throw new Refusal("unknown_project", { at, id });
  return project;
}

/** The sentence of every project, in the order of the election. */
export function explainAll(election: Election, result: TallyResult, language: Language): string[] {
  return result.projects.map(wordsFor(election, result, language));
}

/** What the run of equal shares came to, as a sentence, or null for other rules. */
export function explainCourse({ course, currency, byMean }: TallyResult, language: Language): string | null {
  const french = language === "fr";
  if (byMean) {
    return french
      ? "Toutes les médianes sont à zéro : c’est la moyenne des bulletins qui partage."
      : "Every median is zero: the mean of the ballots divides.";
  }
  if (course === null) return null;
  const money = moneyIn(currency, language);
  const each = french ? `Chaque bulletin dispose de ${money(course.perVoter)}` : `Each ballot has ${money(course.perVoter)} to spend`;
  const isOne = course.increments === 1;
  const more = french
    ? `, après ${course.increments} relèvement${isOne ? "" : "s"}`
    : `, after ${course.increments} increment${isOne ? "" : "s"}`;
  const { comparison } = course;
  return [each + (course.increments > 0 ? more : ""), ...(comparison === null ? [] : [comparisonIn(comparison, french)])]
    .join(". ")
    .concat(".");
}

function comparisonIn(
  { prefersShares, prefersGreedy, replaced }: NonNullable<NonNullable<TallyResult["course"]>["comparison"]>,
  french: boolean,
): string {
  const counted = french
    ? `${prefersShares} personnes ont plus de leurs projets par les parts égales, ${prefersGreedy} par le nombre de voix`
    : `${prefersShares} voters have more of their projects by equal shares, ${prefersGreedy} by votes`;
  if (!replaced) return counted;
  return french ? `${counted} : c’est ce dernier résultat qui vaut` : `${counted}: the latter result stands`;
}

const moneyIn = (currency: string | null, language: Language) => (amount: string) =>
  currency === null ? displayDecimal(amount, language) : displayAmount(amount, currency, language);

/** Tells of each project of a count its votes and the reason. */
function tellerOf(election: Election, { rule, currency }: TallyResult, language: Language): (project: ProjectResult) => string {
  const french = language === "fr";
  const money = moneyIn(currency, language);
  const names = namesOf(election);
  const hasPoints = election.ballotType !== "approval" && election.ballotType !== "choose-1";
  const isPriced = election.rule.kind === "equal-shares" && (election.rule.utility === "points" || election.rule.utility === "borda");
  const counted = (number: string, fr: readonly [string, string], en: readonly [string, string]) => {
    const [one, many] = french ? fr : en;
    const isOne = french ? /^-?[01](\.|$)/.test(number) : number === "1";
    return `${displayDecimal(number, language)} ${isOne ? one : many}`;
  };
  const votes = (number: string) =>
    hasPoints ? counted(number, ["point", "points"], ["point", "points"]) : counted(number, ["voix", "voix"], ["vote", "votes"]);
  const supporters = (number: number) => counted(String(number), ["soutien", "soutiens"], ["supporter", "supporters"]);
  const voters = (number: number) => counted(String(number), ["personne", "personnes"], ["voter", "voters"]);
  const reason = (project: ProjectResult): string => {
    const { basis } = project;
    const cost = money(project.cost);
    switch (basis.kind) {
      case "withdrawn":
        return french ? "ce projet a été retiré." : "this project was withdrawn.";
      case "no-support":
        return french ? "aucun bulletin ne le soutient." : "no ballot supports it.";
      case "no-utility":
        return french ? "il ne coûte rien, et l’utilité est ici le coût." : "it costs nothing, and utility is the cost here.";
      case "all-fit":
        return french ? "tous les projets tiennent ensemble dans le budget." : "all projects fit in the budget together.";
      case "fits":
        return french ? `il restait ${money(basis.left)}, il coûte ${cost}.` : `${money(basis.left)} was left, it costs ${cost}.`;
      case "completed":
        return french
          ? `ajouté selon les voix, car il tient dans les ${money(basis.left)} qui restaient (${cost}).`
          : `added by votes, as it fits in the ${money(basis.left)} that was left (${cost}).`;
      case "does-not-fit":
        return french
          ? `il coûte ${cost} et il restait ${money(basis.left)} : il manque ${money(basis.missing)}.`
          : `it costs ${cost} and ${money(basis.left)} was left: ${money(basis.missing)} is missing.`;
      case "after-stop": {
        const by = names.get(basis.by) ?? basis.by;
        return french ? `le dépouillement s’arrête à «${by}», qui ne tient pas.` : `the count ends at “${by}”, which does not fit.`;
      }
      case "under-threshold":
        return french ? `le seuil est de ${votes(basis.threshold)}.` : `the threshold is ${votes(basis.threshold)}.`;
      case "bought": {
        const price = french
          ? `${voters(basis.full)} ${basis.full > 1 ? "paient" : "paie"} ${money(basis.price)} ${isPriced ? "par point" : "chacune"}`
          : `${voters(basis.full)} ${basis.full === 1 ? "pays" : "pay"} ${money(basis.price)} ${isPriced ? "a point" : "each"}`;
        const less = french
          ? `, et ${voters(basis.less)} tout ce qui ${basis.less > 1 ? "leur" : "lui"} reste (${money(basis.lessSum)}) : ${cost} en tout`
          : `, and ${voters(basis.less)} all they have left (${money(basis.lessSum)}): ${cost} in all`;
        const paid =
          basis.less === 0 ? `${price}${french ? `, ${cost} en tout` : `, ${cost} in all`}` : `${price} (${money(basis.fullSum)})${less}`;
        const effective = displayDecimal(basis.effectiveVotes, language);
        // With utilities that count points or ranks, what a supporter brings is more than one vote.
        if (isPriced)
          return french
            ? `${effective} points effectifs de ${supporters(basis.supporters)} ; ${paid}.`
            : `${effective} effective points of ${supporters(basis.supporters)}; ${paid}.`;
        return french
          ? `${counted(basis.effectiveVotes, ["effectif", "effectifs"], ["", ""])} sur ${supporters(basis.supporters)} ; ${paid}.`
          : `${effective} effective of ${supporters(basis.supporters)}; ${paid}.`;
      }
      case "unaffordable":
        return french
          ? `${basis.supporters === 1 ? "son seul soutien a" : `ses ${basis.supporters} soutiens ont`} encore ${money(basis.held)}${basis.supporters === 1 ? "" : " ensemble"} sur ${cost} : il manque ${money(basis.missing)}.`
          : `its ${supporters(basis.supporters)} ${basis.supporters === 1 ? "has" : "have"} ${money(basis.held)} left${basis.supporters === 1 ? "" : " together"}, of ${cost}: ${money(basis.missing)} is missing.`;
      case "above-most":
        return french
          ? `la règle ${rule} lui donne ${money(basis.part)}, plus que son maximum de ${money(basis.bound)}.`
          : `the rule ${rule} gives it ${money(basis.part)}, more than its maximum of ${money(basis.bound)}.`;
      case "under-least":
        return french
          ? `la règle ${rule} lui donne ${money(basis.part)}, moins que son minimum de ${money(basis.bound)}.`
          : `the rule ${rule} gives it ${money(basis.part)}, less than its minimum of ${money(basis.bound)}.`;
      case "divided":
        return french
          ? `${money(project.amount)} ; ${voters(basis.supporters)} sur ${election.ballots.count} le nomment (règle ${rule}).`
          : `${money(project.amount)}; ${voters(basis.supporters)} of ${election.ballots.count} name it (rule ${rule}).`;
    }
  };
  return (project) => `${votes(project.votes)}${french ? " ;" : ";"} ${reason(project)}`;
}

const namesOf = (election: Election): ReadonlyMap<string, string> =>
  new Map(election.projects.map(({ id, name }) => [id, name.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ") || id]));

function wordsFor(election: Election, result: TallyResult, language: Language): (project: ProjectResult) => string {
  const names = namesOf(election);
  const why = tellerOf(election, result, language);
  return (project) => {
    const name = names.get(project.id) ?? project.id;
    if (language === "fr") return `Le projet «${name}» ${project.selected ? "est retenu" : "n’est pas retenu"} : ${why(project)}`;
    return `${name} ${project.selected ? "is chosen" : "is not chosen"}: ${why(project)}`;
  };
}
