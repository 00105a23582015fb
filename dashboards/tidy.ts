type Json = Readonly<Record<string, unknown>>;

/** What the SDK writes of every link, though only a dashboard's own links have it. */
const OF_DASHBOARD_LINKS = ["type", "icon", "tooltip", "tags", "asDropdown", "includeVars", "keepTime"];

/** What it writes of every variable, though it is Grafana's default. */
const OF_VARIABLES: Json = { auto: false, auto_min: "10s", auto_count: 30, skipUrlSync: false };

/**
 * A dashboard's JSON without what the SDK writes but nobody said: it is kept in the stack's state and read in reviews.
 * `placement` is more than noise: with it Grafana hides links and annotations in a menu.
 */
export function tidy(dashboard: object): Json {
  const json = JSON.parse(JSON.stringify(dashboard)) as Json;
  return withoutNoise(json) as Json;
}

function withoutNoise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNoise);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key, inner]) => !isNoise(key, inner, value as Json))
    .map(([key, inner]) => [key, withoutNoise(inner)]);
  return Object.fromEntries(entries);
}

function isNoise(key: string, value: unknown, owner: Json): boolean {
  // Legends have a `placement` too.
  if (key === "placement") return value === "inControlsMenu";
  if (isVariable(owner) && key in OF_VARIABLES) return OF_VARIABLES[key] === value;
  return isPlainLink(owner) && OF_DASHBOARD_LINKS.includes(key);
}

const isVariable = (owner: Json) => "skipUrlSync" in owner;
/** A link of a panel or a value: those of the dashboard keep time or variables. */
const isPlainLink = (owner: Json) =>
  "asDropdown" in owner && owner["keepTime"] === false && owner["includeVars"] === false;
