/** What the service can do, as pages ask that offer it. Undefined until it is known. */
import type { Service } from "../features/session/session.schema.js";
import { useReading } from "./readings.js";

export const useService = (): Service | undefined => useReading<Service>("/service").value;
