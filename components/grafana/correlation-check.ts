import * as pulumi from "@pulumi/pulumi";
import type { Link, Server, Transformation } from "./correlation-api.ts";

type Failures = pulumi.dynamic.CheckFailure[];

/** Pulumi's stand-in for a value that a preview does not know yet. */
const UNKNOWN = pulumi.runtime.unknownValue;

/**
 * All that is wrong with a correlation's inputs; what is unknown yet is right. Runs inside Pulumi's dynamic provider,
 * as the API does.
 */
export function problemsOf(news: Server & Link): Failures {
  const texts = ["sourceUid", "targetUid", "label", "field"] as const;
  const empty = texts.filter((key) => typeof news[key] !== "string" || news[key].trim() === "");
  return [
    ...serverProblems(news),
    ...empty.map((property) => ({ property, reason: "must be a text that is not empty" })),
    ...queryProblems(news),
  ];
}

/** Named in the text alone: Pulumi prints the value of a property that it is told, and these hold credentials. */
function serverProblems({ auth, url }: Server): Failures {
  const reasons: string[] = [];
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (url !== UNKNOWN && (address === undefined || !/^https?:$/.test(address.protocol))) {
    reasons.push("url must be an http or https address");
  } else if (address !== undefined && `${address.username}${address.password}` !== "") {
    reasons.push("url must hold no credentials: they belong into auth");
  } else if (/[?#]/.test(url)) {
    reasons.push("url must end before a query or a fragment");
  }
  // A token goes into a header as it is: visible ASCII.
  if (typeof auth !== "string" || !(/^[^:]+:.+$/s.test(auth) || /^[!-9;-~]+$/.test(auth))) {
    reasons.push("auth must be user:password or a token");
  }
  return reasons.map((reason) => ({ property: "", reason }));
}

function queryProblems({ target, transformations = [] }: Link): Failures {
  const failures: Failures = [];
  const refuse = (property: string, reason: string) => failures.push({ property, reason });
  // An unknown one is a text.
  if (Array.isArray(target) || Object.keys(target ?? {}).length === 0) {
    refuse("target", "must be a query of the target datasource");
  }
  const list: readonly Transformation[] = Array.isArray(transformations) ? transformations : [];
  for (const { expression = "", type } of list) {
    if (!["regex", "logfmt", undefined, UNKNOWN].includes(type)) {
      refuse("transformations", "must each have the type regex or logfmt");
    }
    if (type === "regex" && expression === "") refuse("transformations", "must have an expression if regex");
    try {
      new RegExp(expression);
    } catch {
      refuse("transformations", `must hold no expression like ${expression}: it is no regular expression`);
    }
  }
  return failures;
}
