import type { StackTexts } from "../../config/texts.ts";
import type { Registration } from "../recording/registration.ts";
import { withoutSecrets } from "./redacted.ts";

/** One stack of one revision as plain data: JSON in, JSON out, and nothing secret. */
export interface Render {
  readonly stack: string;
  /** After defaults, as the revision's own code reads them. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What a provider would make, in an order that does not depend on timing. Secrets masked. */
  readonly resources: readonly Resource[];
}

/** What matters of a registration to somebody who compares two. */
export type Resource = Pick<Registration, "type" | "name" | "inputs"> & {
  /** Stays in the world when it is deleted from the stack. */
  readonly retained: boolean;
};

/** Resources that are another one with each deployment, and say nothing of what is deployed. */
const MARKS = ["grafana:oss/annotation:Annotation", "grafana:index/annotation:Annotation"];

/**
 * @param config of the revision, whatever its shape is there.
 */
export function toRender(
  { stack }: Pick<StackTexts, "stack">,
  config: object,
  registrations: readonly Registration[],
): Render {
  const resources = registrations
    .filter(({ custom, type }) => custom && !MARKS.includes(type))
    .toSorted((a, b) => (a.urn < b.urn ? -1 : 1))
    .map(({ inputs, name, options, type }) => ({
      type,
      name,
      inputs: inputsOf(inputs),
      retained: options["retainOnDelete"] === true,
    }));
  return { stack, settings: settingsOf(config), resources };
}

/** Without the code of dynamic providers, which Pulumi writes among the inputs: it makes things, and is none. */
function inputsOf({ __provider: _, ...inputs }: Registration["inputs"]): Registration["inputs"] {
  return withoutSecrets(inputs) as Registration["inputs"];
}

/** Without the texts of files, which the resources hold, and without what may be secret after all. */
function settingsOf(config: object): Readonly<Record<string, unknown>> {
  const text = JSON.stringify(config, (key, value: unknown) => {
    if (key === "ruleFiles") return namesOf(value, "name");
    return key === "files" ? namesOf(value, "uid") : value;
  });
  return withoutSecrets(JSON.parse(text)) as Readonly<Record<string, unknown>>;
}

function namesOf(value: unknown, key: string): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((each) => (typeof each === "object" && each !== null ? each[key] : each));
}
