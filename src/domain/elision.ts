/**
 * Elision: French «de» and «que» before a name. A vowel, with or without accent, takes the «e» away. Before «h» and «y» it
 * stays: whether a name elides there is known by who bears it alone (Hugo and Hector, Yves and Yann do not agree).
 *
 *   de("Ana") → "d’Ana"      de("Élie") → "d’Élie"      que("Idriss") → "qu’Idriss"      de("Hugo") → "de Hugo"
 */
import { fold } from "./fold.js";

const isElided = (name: string): boolean => /^[aeiou]/.test(fold(name.slice(0, 1)));

export const de = (name: string): string => (isElided(name) ? `d’${name}` : `de ${name}`);
export const que = (name: string): string => (isElided(name) ? `qu’${name}` : `que ${name}`);
