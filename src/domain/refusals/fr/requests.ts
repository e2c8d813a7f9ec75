/** Requests and session. */
import type { RequestCode } from "../../refusals.js";

export default {
  // Requests
  request_invalid: "La demande n’est pas lisible : {at} : {problem}",
  body_too_large: "L’envoi dépasse la limite de {limit:count} octets.",
  unsupported_media_type: "Ce type de contenu n’est pas accepté ici : {type}.",
  not_found: "Cela n’existe pas ici.",
  too_many_requests: "Trop d’essais ; réessayez dans {wait}.",
  too_many_streams: "Vous suivez déjà {max} pages en direct : fermez-en une.",
  service_busy: "Le service est très occupé ; réessayez dans un instant.",
  idempotency_mismatch: "Cette clé d’idempotence a déjà servi pour une autre demande.",
  cursor_invalid: "Ce repère de page n’est pas lisible.",

  // Session
  not_logged_in: "Connectez-vous pour continuer.",
  login_failed: "Adresse ou mot de passe inconnus.",
  token_invalid: "Ce lien ou ce jeton n’est pas valable, ou plus.",
  origin_mismatch: "Cette demande vient d’une autre page ({origin}).",
  role_missing: "Cela revient à {roles}.",
  password_too_short: "Le mot de passe doit avoir au moins {min} caractères.",
  email_taken: "Cette adresse a déjà un accès : donnez son mot de passe.",
  signup_closed: "La création de collectifs n’est pas ouverte ici.",
} satisfies Readonly<Record<RequestCode, string>>;
