/** How the wishes of an envelope stand against what is left of it, in a sentence. */
export default {
  awaited: "L’argent n’est pas encore arrivé.",
  spent: "Tout est partagé ou dépensé.",
  free: "Aucun souhait en cours.",
  room: (wished: string, percent: string) => `${wished} souhaités, ${percent}. Il reste de la place.`,
  nearly: (wished: string, percent: string) => `${wished} souhaités, ${percent}. C’est presque plein.`,
  over: (wished: string, percent: string) => `${wished} souhaités, ${percent}.`,
  overNothing: (wished: string) => `${wished} souhaités, et il ne reste rien.`,
  together: "À régler ensemble.",
};
