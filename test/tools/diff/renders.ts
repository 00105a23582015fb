import { readConfig } from "../../../config/read.ts";
import { toInput } from "../../../config/texts.ts";
import type { Risk } from "../../../tools/diff/changes.ts";
import { compare } from "../../../tools/diff/compare.ts";
import { type Line, say, type Text } from "../../../tools/diff/text.ts";
import { type Document, toDocument } from "../../../tools/diff/write/document.ts";
import { markdown } from "../../../tools/diff/write/markdown.ts";
import { type Render, toRender } from "../../../tools/render/render.ts";
import { runStack, type Tree, texts } from "../../program.ts";

type Settings = Readonly<Record<string, unknown>>;

/** Gateway's SLO, of which cases change a part. */
export const GATEWAY = {
  name: "gateway-availability",
  service: "gateway",
  objective: 99.5,
  indicator: { kind: "http" },
};

/** A stack that somebody is paged by and that people reach from outside. */
export const BASE = {
  environment: "prod",
  slos: [GATEWAY],
  alerting: {
    runbookBaseUrl: "https://example.com/runbooks.md",
    contactPoints: [
      { kind: "pagerduty", name: "oncall" },
      { kind: "slack", name: "platform", channel: "platform" },
    ],
    routes: { page: "oncall", ticket: "platform" },
  },
} as const satisfies Settings;

/** Of `BASE`. */
export const SECRETS: Readonly<Record<string, string>> = {
  "contactPoint-oncall": "hunter2-integration-key",
  "contactPoint-platform": "https://hooks",
};

/** A stack of such settings as it is rendered. */
export async function renderOf(settings: Settings, stack = "prod", secrets = SECRETS): Promise<Render> {
  const options = { stack, secrets };
  const file = texts(settings, options);
  const { config } = readConfig({ ...toInput(file), readFile: () => undefined });
  const { registrations } = await runStack(settings, options);
  return toRender(file, config, registrations, secrets);
}

/** The same render with something in it changed by hand, as a change of code would. */
export function edited(render: Render, change: (copy: Tree) => void): Render {
  const copy = structuredClone(render);
  change(copy);
  return copy;
}

/** The one resource of a name in a render that may be changed. */
export function resourceOf({ resources }: Tree, name: string): Tree {
  const found = resources.find((each: Tree) => each.name === name);
  if (found === undefined) throw new Error(`nothing is called ${name}`);
  return found;
}

export const inputsOf = (copy: Tree, name: string): Tree => resourceOf(copy, name).inputs;

/** A render that lacks a resource. */
export function without(render: Render, name: string): Render {
  resourceOf(render, name);
  return { ...render, resources: render.resources.filter((each) => each.name !== name) };
}

/** Warnings of a kind, as plain text. */
export function warningsOf(risk: Risk, from: Render, to: Render): readonly string[] {
  const found = compare(from, to).warnings.filter((each) => each.risk === risk);
  return found.map(({ text }) => plainText(text));
}

/** Changes a dashboard in a render that may be changed. */
export function editDashboard(copy: Tree, uid: string, change: (json: Tree) => void): void {
  const inputs = inputsOf(copy, `lookout-grafana-content-dashboard-${uid}`);
  const json = JSON.parse(inputs.configJson);
  change(json);
  inputs.configJson = JSON.stringify(json);
}

/** Pairs of renders, each a stack, as a document. */
export function documentOf(
  ...pairs: readonly (readonly [Render | undefined, Render | undefined])[]
): Document {
  const changes = pairs.map(([from, to]) => compare(from, to));
  return toDocument({ from: say`${"1a2b3c4"}`, to: say`${"5d6e7f8"}` }, changes);
}

export function told(...pairs: readonly (readonly [Render | undefined, Render | undefined])[]): string {
  return markdown(documentOf(...pairs));
}

/** What is said, without marks. */
export const plainText = (text: Text) =>
  text.map((part) => (typeof part === "string" ? part : part.code)).join("");

/** Lines of a section, each with those below it. */
export function section(title: string, from: Render, to: Render): readonly string[] {
  const flat = ({ below, text }: Line, indent: string): readonly string[] => [
    indent + plainText(text),
    ...below.flatMap((each) => flat(each, `${indent}  `)),
  ];
  const found = compare(from, to).sections.find((each) => each.title === title);
  return found?.lines.flatMap((each) => flat(each, "")) ?? [];
}
