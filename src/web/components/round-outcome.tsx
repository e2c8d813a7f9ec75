export const RoundOutcome = (_: object) => null;
