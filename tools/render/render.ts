import { createHash } from "node:crypto";
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
  /** By which others of what is not shown are noticed, and not read. */
  readonly hidden: {
    /** Name of each encrypted setting → digest of what the stack file holds of it. */
    readonly secrets: Readonly<Record<string, string>>;
    /** Digest of the settings, with what is masked in them. */
    readonly settings: string;
  };
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
 * @param encrypted full key of each encrypted value → what the stack file holds of it.
 */
export function toRender(
  { stack }: Pick<StackTexts, "stack">,
  config: object,
  registrations: readonly Registration[],
  encrypted: Readonly<Record<string, string>> = {},
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
  const open = openSettings(config);
  const secrets = Object.entries(encrypted).map(([key, value]) => [key.replace(/^\w+:/, ""), digest(value)]);
  return {
    stack,
    settings: withoutSecrets(open) as Render["settings"],
    resources,
    hidden: { secrets: Object.fromEntries(secrets), settings: digest(JSON.stringify(open)) },
  };
}

/** Without the code of dynamic providers, which Pulumi writes among the inputs: it makes things, and is none. */
function inputsOf({ __provider: _, ...inputs }: Registration["inputs"]): Registration["inputs"] {
  return withoutSecrets(inputs) as Registration["inputs"];
}

const digest = (text: string) => createHash("sha256").update(text).digest("hex");

/** Without the texts of files, which the resources hold. What may be secret after all is still in it. */
function openSettings(config: object): unknown {
  const text = JSON.stringify(config, (key, value: unknown) => {
    if (key === "ruleFiles") return namesOf(value, "name");
    return key === "files" ? namesOf(value, "uid") : value;
  });
  return JSON.parse(text);
}

function namesOf(value: unknown, key: string): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((each) => (typeof each === "object" && each !== null ? each[key] : each));
}
