/** Ids are UUIDv7, made by the service: they sort by birth, and PostgreSQL 15 makes none (STACK: no `uuidv7()`). */
import { v7 } from "uuid";

export const newId = (): string => v7();
