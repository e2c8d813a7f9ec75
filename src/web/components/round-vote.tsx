export const RoundVote = (_: object) => null;
