/** What stands for what may be a secret. */
const HIDDEN = "***";

/**
 * A text without what addresses in it may give away: a user's name and password, values of a query that are called so, and
 * the path of a service whose webhooks are known by it.
 */
export function redacted(text: string): string {
  return text
    .replaceAll(/:\/\/[^\s"'\\/@]+@/g, `://${HIDDEN}@`)
    .replaceAll(WEBHOOK, `$1${HIDDEN}`)
    .replaceAll(SECRET_PARAMETER, `$1${HIDDEN}`);
}

/** Slack's, Teams', Discord's: who knows the path can write. */
const WEBHOOK =
  /(https:\/\/(?:hooks\.slack\.com\/(?:services|workflows|triggers)|[\w.-]*\.webhook\.office\.com\/webhookb2|discord(?:app)?\.com\/api\/webhooks)\/)[^\s"'\\]+/g;

/** A value in an address' query whose name says that it is one. */
const SECRET_PARAMETER =
  /([?&](?:[\w.-]*(?:token|secret|password|passwd|signature|credential|api_?-?key)[\w.-]*|sig|key)=)[^&\s"'\\#]+/gi;

/** Settings that Lookout hands on as they are: what is in them nobody has looked at. */
const HANDED_ON = ["scrapeConfigs", "jsonData", "headers"];
const SECRET_KEY = /password|passwd|secret|token|credential|api[-_]?key|authorization|cookie|bearer/i;

/** Data in which every text is redacted, and what is handed on by the names of its keys as well. */
export function withoutSecrets(value: unknown, key = "", handedOn = false): unknown {
  if (typeof value === "string") return handedOn && SECRET_KEY.test(key) ? HIDDEN : redacted(value);
  if (Array.isArray(value)) return value.map((each) => withoutSecrets(each, key, handedOn));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => {
    return [name, withoutSecrets(inner, name, handedOn || HANDED_ON.includes(name))];
  });
  return Object.fromEntries(entries);
}
