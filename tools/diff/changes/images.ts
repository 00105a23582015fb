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
}

/** Images of what runs before and after, each step once. */
export function imageChanges(from: Render, to: Render): readonly Line[] {
  const { both } = paired(runnersOf(from), runnersOf(to));
  const steps = both.flatMap(([was, is]) => {
    const before = was.images.map(parsed);
    return is.images.map(parsed).flatMap((image, index): readonly Step[] => {
      const old = before.find(({ repository }) => repository === image.repository) ?? before[index];
      return old === undefined || text(old) === text(image) ? [] : [{ from: old, to: image, name: is.name }];
    });
  });
  const groups = Map.groupBy(steps, (step) => `${text(step.from)} ${text(step.to)}`);
  return [...groups.values()].map((some) => {
    const [step] = some;
    const names = [...new Set(some.map(({ name }) => name))].sort();
    return line(say`${told(step!)} (${listed(names)})${note(step!)}`);
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
  if (from.repository !== to.repository) return say`${text(from)} → ${text(to)}`;
  if (from.tag === to.tag) return say`${to.repository} from ${to.registry} instead of ${from.registry}`;
  return say`${to.repository}: ${from.tag} → ${to.tag}`;
}

/** Versions as their numbers say: a first number, or below 1 the second, breaks what it likes. Source: semver.org */
function note({ from, to }: Step): Text {
  const [was, is] = [version(from.tag), version(to.tag)];
  if (from.repository !== to.repository) return prose(": another image");
  if (was === undefined || is === undefined) return [];
  const position = was.findIndex((number, index) => number !== is[index]);
  if (position < 0) return [];
  if (is[position]! < was[position]!) return prose(": an older version");
  const breaking = was[0] === 0 && is[0] === 0 ? 1 : 0;
  const [short, next] = [was, is].map((each) => `v${each.slice(0, breaking + 1).join(".")}`);
  if (position > breaking) return [];
  return position === 0
    ? say`: a major step, ${short!} → ${next!}. Read its release notes`
    : say`: below 1.0 each minor step may break, ${short!} → ${next!}`;
}

function version(tag: string): readonly number[] | undefined {
  const [, ...numbers] = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(tag) ?? [];
  return numbers.length === 0 ? undefined : numbers.map((each) => Number(each ?? 0));
}
