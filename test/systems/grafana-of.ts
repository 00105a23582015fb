import assert from "node:assert/strict";
import type { Config } from "../../config/config.ts";
import type { Workload } from "../../model/workload.ts";
import { grafana } from "../../systems/grafana/workload.ts";
import { testConfig } from "../config-of.ts";

type Values = Readonly<Record<string, unknown>>;

export const PUBLIC = { url: "https://grafana.corp.io" };
export const POSTGRES = {
  kind: "postgres",
  host: "db.corp.io",
  port: 5433,
  name: "graf",
  user: "g",
  sslMode: "verify-full",
};
export const GITHUB = {
  clientId: "Iv1.abc",
  organizations: ["corp", "labs"],
  teamIds: [7, 42],
  roles: [
    { team: "@corp/sre", role: "Editor" },
    { team: "@corp/dev", role: "Viewer" },
  ],
};

export const configOf = (values: Values, rest: Values = {}): Config =>
  testConfig({ grafana: values, ...rest });
export const made = (values: Values = {}, rest: Values = {}): Workload => grafana(configOf(values, rest));
/** Settings of the file as Grafana would read them. */
export const ini = (values: Values = {}, rest: Values = {}) =>
  read(made(values, rest).files[0]?.files["grafana.ini"] ?? "");

/** A reader of ini files, apart from the writer. */
function read(text: string): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const sections: Record<string, Record<string, string>> = {};
  let section = "";
  for (const line of text.split("\n").filter((each) => each !== "")) {
    const name = /^\[(.+)\]$/.exec(line)?.[1];
    if (name !== undefined) {
      assert.equal(sections[name], undefined, `${name} appears twice`);
      section = name;
      sections[section] = {};
      continue;
    }
    const [, key, value] = /^([^ ]+) = (.+)$/.exec(line) ?? assert.fail(`no setting: ${line}`);
    sections[section]![key!] = /^"""(.*)"""$/.exec(value!)?.[1] ?? value!;
  }
  return sections;
}
