/** Names of everybody, whoever has left too: what they gave stays, and stays theirs. */
import { type Member, nameIn, useHere } from "./place.js";
import { useList } from "./readings.js";

export const useNameOf = (): ((id: string | null | undefined) => string) =>
  nameIn(useList<Member>(`${useHere().api}/members?limit=200&presence=all`).value);
