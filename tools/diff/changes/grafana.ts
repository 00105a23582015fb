import type { Render, Resource } from "../../render/render.ts";
import { paired } from "../facts/tree.ts";
import { leafChanges } from "../leaves.ts";
import { type Line, line, listed, prose, say, type Text } from "../text.ts";

/** Last part of a type → what it is called. Those that have sections of their own are left out. */
const NAMES: Readonly<Record<string, string>> = {
  DataSource: "datasource",
  Correlation: "correlation",
  Folder: "folder",
  MuteTiming: "mute timing",
  MessageTemplate: "message template",
  ContactPoint: "contact point",
  OrganizationPreferences: "preferences",
  ServiceAccountRotatingToken: "token",
  NotificationPolicy: "notification policies",
};

/** All else that is inside Grafana: which of it is new, gone or changed, and in which fields. No values. */
export function grafanaChanges(from: Render, to: Render): readonly Line[] {
  const { added, both, removed } = paired(contentOf(from), contentOf(to));
  const changed = both.flatMap(([was, is]) => {
    const fields = leafChanges(opened(was), opened(is)).map(({ path }) => shortened(path));
    return fields.length === 0 ? [] : [{ is, fields: listed([...new Set(fields)], 3) }];
  });
  const alike = Map.groupBy(changed, ({ fields, is }) => `${is.type} ${JSON.stringify(fields)}`);
  return [
    ...together("new", added),
    ...together("gone", removed),
    ...[...alike.values()].map((some) => line(say`${namesOf(some.map(({ is }) => is))}: ${some[0]!.fields}`)),
  ];
}

function contentOf({ resources }: Render): ReadonlyMap<string, Resource> {
  const own = resources.filter(({ type }) => kindOf(type) !== undefined);
  return new Map(own.map((each) => [`${each.type} ${each.name}`, each]));
}

function kindOf(type: string): string | undefined {
  const isContent = type.startsWith("grafana:") || type.startsWith("pulumi-nodejs:dynamic/grafana:");
  return isContent ? NAMES[type.split(":").at(-1)!] : undefined;
}

/** Of one kind. */
function namesOf(resources: readonly Resource[]): Text {
  const kind = kindOf(resources[0]!.type)!;
  if (kind === "preferences" || kind === "notification policies") return prose(kind);
  const names = resources.map(({ inputs, name }) => {
    const own = inputs["title"] ?? inputs["label"] ?? inputs["name"] ?? inputs["namePrefix"];
    return String(own ?? name.replace(/^.*-grafana-content-/, ""));
  });
  return say`${prose(names.length === 1 ? kind : `${kind}s`)} ${listed([...new Set(names)])}`;
}

function together(what: string, resources: readonly Resource[]): readonly Line[] {
  return [...Map.groupBy(resources, ({ type }) => kindOf(type)!)].map(([, some]) =>
    line(say`${prose(what)}: ${namesOf(some)}`),
  );
}

/** Fields that hold JSON as text, as what they hold. */
function opened({ inputs }: Resource): unknown {
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => {
      if (typeof value !== "string" || !/^[[{]/.test(value)) return [key, value];
      try {
        return [key, JSON.parse(value)];
      } catch {
        return [key, value];
      }
    }),
  );
}

const shortened = (path: string) => path.replace("jsonDataEncoded.", "").replace(/\[.*$/, "");
