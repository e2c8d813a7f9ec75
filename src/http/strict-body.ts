/**
 * Bodies that take no field nobody knows: one that is misspelled (`secret` for `isSecret`) would otherwise be passed over,
 * and who asked for a secret round would get an open one. At every level; what is declared loose, and data that has its own
 * reader (sharing documents, keys), stays as it is.
 *
 *   { "title": "Cobudget", "secret": true } → request_invalid at body: unknown_fields, fields: secret
 */
import { z } from "zod";

/** Each schema is made strict once, however many bodies it is part of. */
const strict = new WeakMap<z.ZodType, z.ZodType>();

/** The same schema, refusing unknown fields. */
export function strictly<Schema extends z.ZodType>(schema: Schema): Schema {
  const known = strict.get(schema);
  if (known) return known as Schema;
  const inner = strictDef(schema);
  const made = inner === undefined ? schema : schema.clone({ ...schema.def, ...inner } as never);
  strict.set(schema, made);
  // The name is the answer's, which may be the same schema without being strict: a body is described where it stands.
  const { id: _, ...said } = z.globalRegistry.get(schema) ?? {};
  if (made !== schema) z.globalRegistry.add(made, said);
  return made as Schema;
}

/** What changes in a schema’s definition; undefined where nothing below it may hold unknown fields. */
function strictDef(schema: z.ZodType): object | undefined {
  if (schema instanceof z.ZodObject) {
    const shape = Object.fromEntries(Object.entries(schema.shape).map(([name, field]) => [name, strictly(field as z.ZodType)]));
    return { shape, ...(schema.def.catchall ? {} : { catchall: z.never() }) };
  }
  if (schema instanceof z.ZodArray) return { element: strictly(schema.element as z.ZodType) };
  if (schema instanceof z.ZodUnion) return { options: schema.options.map((option) => strictly(option as z.ZodType)) };
  if (schema instanceof z.ZodRecord) return { valueType: strictly(schema.valueType as z.ZodType) };
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault)
    return { innerType: strictly(schema.unwrap() as z.ZodType) };
  return undefined;
}
