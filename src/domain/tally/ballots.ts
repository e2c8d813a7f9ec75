/**
 * Ballots, gathered: voters with the same ballot stay in the same situation under every rule, so that they are counted
 * together. Four friends with the same two projects are one group of four.
 *
 * The groups lie in flat arrays: those of group g are `projects[starts[g]] … projects[starts[g + 1] − 1]`, in the order of
 * the projects, with the points beside them. Points are whole numbers of their smallest decimal (2.5 beside 1 is 25 and
 * 10), below 2^53 all together, so that sums of them as numbers are exact.
 */

/** One ballot: places of projects, each once, and points for each where the ballots have them. */
export interface Ballot {
  readonly projects: readonly number[];
  readonly points: readonly number[] | null;
}

export interface Ballots {
  /** Voters, empty ballots included. */
  readonly count: number;
  /** By ballot: its group. */
  readonly groupOf: Int32Array;
  /** By group: how many ballots it has. */
  readonly sizes: Float64Array;
  readonly starts: Int32Array;
  readonly projects: Int32Array;
  /** Beside `projects`, or null where ballots only name projects. */
  readonly points: Float64Array | null;
  /** 10^pointPlaces whole points make one point. */
  readonly pointPlaces: number;
  /** By project, what a count by votes goes by (DESIGN §9): approvals, Σ points, Σ (rankMax − rank + 1). In whole points. */
  readonly votes: readonly number[];
  /** By project: the voters who support it, that is name it with points above zero. */
  readonly supporters: readonly number[];
}

export function gatherBallots(projectCount: number, ballots: readonly Ballot[], pointPlaces: number): Ballots {
  const groups = new Map<string, number>();
  const groupOf = new Int32Array(ballots.length);
  const sizes: number[] = [];
  const members: Ballot[] = [];
  const hasPoints = ballots.some(({ points }) => points !== null);
  ballots.forEach((ballot, index) => {
    const sorted = inProjectOrder(ballot);
    const name = sorted.points === null ? sorted.projects.join() : `${sorted.projects.join()};${sorted.points.join()}`;
    let group = groups.get(name);
    if (group === undefined) {
      group = groups.size;
      groups.set(name, group);
      sizes.push(0);
      members.push(sorted);
    }
    sizes[group] = (sizes[group] as number) + 1;
    groupOf[index] = group;
  });
  const order = members.map((_, group) => group).sort((a, b) => byProjects(members[a]?.projects ?? [], members[b]?.projects ?? []));
  const placeOf = new Int32Array(order.length);
  order.forEach((group, place) => {
    placeOf[group] = place;
  });
  const sorted = flat(
    projectCount,
    order.map((group) => members[group] as Ballot),
    order.map((group) => sizes[group] as number),
    hasPoints,
  );
  return { count: ballots.length, groupOf: groupOf.map((group) => placeOf[group] as number), ...sorted, pointPlaces };
}

/** Like ballots stand together: those who support a project are then near each other in memory, which is worth a third. */
function byProjects(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    const difference = (a[index] as number) - (b[index] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function inProjectOrder({ projects, points }: Ballot): Ballot {
  if (points === null) return { projects: [...projects].sort((a, b) => a - b), points };
  const order = projects.map((_, index) => index).sort((a, b) => (projects[a] as number) - (projects[b] as number));
  return { projects: order.map((index) => projects[index] as number), points: order.map((index) => points[index] as number) };
}

function flat(projectCount: number, members: readonly Ballot[], sizes: readonly number[], hasPoints: boolean) {
  const total = members.reduce((sum, { projects }) => sum + projects.length, 0);
  const starts = new Int32Array(members.length + 1);
  const projects = new Int32Array(total);
  const points = hasPoints ? new Float64Array(total) : null;
  const votes = new Array<number>(projectCount).fill(0);
  const supporters = new Array<number>(projectCount).fill(0);
  let at = 0;
  members.forEach((ballot, group) => {
    const size = sizes[group] as number;
    ballot.projects.forEach((project, index) => {
      const given = ballot.points === null ? 1 : (ballot.points[index] as number);
      projects[at] = project;
      if (points !== null) points[at] = given;
      votes[project] = (votes[project] as number) + size * given;
      if (given > 0) supporters[project] = (supporters[project] as number) + size;
      at += 1;
    });
    starts[group + 1] = at;
  });
  return { sizes: Float64Array.from(sizes), starts, projects, points, votes, supporters };
}
