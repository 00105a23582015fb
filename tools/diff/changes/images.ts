import type { Render } from "../../render/render.ts";
import { runnersOf } from "../facts/pods.ts";
import { paired } from "../facts/tree.ts";
import { type Line, line, listed, prose, say, type Text } from "../text.ts";

/** A reference in its parts. */
interface Reference {
  /** Without registry: `grafana/grafana`. */
  readonly repository: string;
  readonly registry: string;
  readonly tag: string;
}

interface Step {
  readonly from: Reference;
  readonly to: Reference;
  readonly name: string;
  readonly kind: string;
}

/** Images of what runs before and after, each step once. */
export function imageChanges(from: Render, to: Render): readonly Line[] {
  const groups = Map.groupBy(stepsOf(from, to), (step) => `${text(step.from)} ${text(step.to)}`);
  return [...groups.values()].map((some) => {
    const [step] = some;
    const names = [...new Set(some.map(({ name }) => name))].sort();
    return line(say`${told(step!)} (${listed(names)})${note(step!)}`);
  });
}

/** What keeps data on a volume and takes a step that its data may not take back. */
export function riskySteps(from: Render, to: Render): readonly Text[] {
  return stepsOf(from, to)
    .filter(({ kind }) => kind === "StatefulSet")
    .flatMap((step) => {
      const risk = riskOf(step);
      if (risk === undefined) return [];
      const how = risk === "older" ? prose("goes back to an older version") : prose("takes a major step");
      return [say`${step.name} ${how} over the data on its volume: ${step.from.tag} → ${step.to.tag}`];
    });
}

function stepsOf(from: Render, to: Render): readonly Step[] {
  const { both } = paired(runnersOf(from), runnersOf(to));
  return both.flatMap(([was, is]) => {
    const before = was.images.map(parsed);
    return is.images.map(parsed).flatMap((image, index): readonly Step[] => {
      const old = before.find(({ repository }) => repository === image.repository) ?? before[index];
      const isOther = old !== undefined && text(old) !== text(image);
      return isOther ? [{ from: old, to: image, name: is.name, kind: is.kind }] : [];
    });
  });
}

function parsed(reference: string): Reference {
  const [whole = "", digest] = reference.split("@");
  const [, path = whole, tag = ""] = /^(.*):([^/:]+)$/.exec(whole) ?? [];
  const [first = "", ...rest] = path.split("/");
  const hasRegistry = rest.length > 0 && /[.:]|^localhost$/.test(first);
  return {
    registry: hasRegistry ? first : "",
    repository: hasRegistry ? rest.join("/") : path,
    tag: [tag, ...(digest === undefined ? [] : [digest.slice(0, 19)])].join("@"),
  };
}

const text = ({ registry, repository, tag }: Reference) => `${registry}/${repository}:${tag}`;

function told({ from, to }: Step): Text {
  if (isMirrored(from, to)) return say`${from.repository} from ${mirrorOf(from, to)}`;
  if (isMirrored(to, from)) return say`${to.repository} from ${to.registry}`;
  if (from.repository !== to.repository) return say`${text(from)} → ${text(to)}`;
  return say`${to.repository}: ${from.tag} → ${to.tag}`;
}

/** The same image elsewhere: mirrors put a path before it. */
function isMirrored(from: Reference, to: Reference): boolean {
  return from.tag === to.tag && `/${to.repository}`.endsWith(`/${from.repository}`);
}

const mirrorOf = (from: Reference, to: Reference) =>
  `${to.registry}/${to.repository}`.slice(0, -from.repository.length - 1);

/** Versions as their numbers say: a first number, or below 1 the second, breaks what it likes. Source: semver.org */
function riskOf({ from, to }: Step): "older" | "major" | "below 1" | undefined {
  const [was, is] = [version(from.tag), version(to.tag)];
  if (from.repository !== to.repository || was === undefined || is === undefined) return undefined;
  const position = was.findIndex((number, index) => number !== is[index]);
  if (position < 0) return undefined;
  if (is[position]! < was[position]!) return "older";
  if (position === 0) return "major";
  return position === 1 && is[0] === 0 ? "below 1" : undefined;
}

function note(step: Step): Text {
  if (isMirrored(step.from, step.to) || isMirrored(step.to, step.from)) return [];
  if (step.from.repository !== step.to.repository) return prose(": another image");
  const first = ({ tag }: Reference, count: number) => `v${version(tag)?.slice(0, count).join(".")}`;
  switch (riskOf(step)) {
    case "older":
      return prose(": an older version");
    case "major":
      return say`: a major step, ${first(step.from, 1)} → ${first(step.to, 1)}. Read its release notes`;
    case "below 1":
      return say`: below 1.0 each minor step may break, ${first(step.from, 2)} → ${first(step.to, 2)}`;
    case undefined:
      return [];
  }
}

function version(tag: string): readonly number[] | undefined {
  const [, ...numbers] = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(tag) ?? [];
  return numbers.length === 0 ? undefined : numbers.map((each) => Number(each ?? 0));
}
