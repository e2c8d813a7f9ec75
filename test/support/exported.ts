/** Files that the service hands out. */
import type { Person } from "./stories.js";

export async function csvOf(person: Person, path: string): Promise<string> {
  const { status, body } = await person.get(path);
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  return String(body);
}
