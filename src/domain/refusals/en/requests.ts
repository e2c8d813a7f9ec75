/** Requests and session. */
import type { RequestCode } from "../../refusals.js";

export default {
  // Requests
  request_invalid: "The request cannot be read: {at}: {problem}",
  body_too_large: "The upload is larger than the limit of {limit:count} bytes.",
  unsupported_media_type: "This content type is not accepted here: {type}.",
  not_found: "No such thing here.",
  too_many_requests: "Too many attempts; try again in {wait}.",
  too_many_streams: "You already follow {max} pages live: close one.",
  service_busy: "The service is very busy; try again in a moment.",
  idempotency_mismatch: "This idempotency key was already used for another request.",
  cursor_invalid: "This page cursor cannot be read.",

  // Session
  not_logged_in: "Log in to go on.",
  login_failed: "Unknown e-mail or password.",
  token_invalid: "This link or token is not valid, or no longer.",
  origin_mismatch: "This request comes from another page ({origin}).",
  role_missing: "Only {roles} may do this.",
  password_too_short: "The password needs at least {min} characters.",
  email_taken: "This e-mail already has a login: give its password.",
  signup_closed: "Creating collectives is not open here.",
} satisfies Readonly<Record<RequestCode, string>>;
