/** The envelope that is meant: the one chosen, or the only one there is. Among several, nobody chooses for whoever writes. */
export const envelopeMeant = <E extends { readonly id: string }>(envelopes: readonly E[], chosen: string): E | undefined =>
  envelopes.length === 1 ? envelopes[0] : envelopes.find(({ id }) => id === chosen);
