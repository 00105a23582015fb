import assert from "node:assert/strict";
import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { Correlation, type CorrelationArgs } from "../../components/grafana/correlation.ts";
import type { CorrelationState, correlationProvider } from "../../components/grafana/correlation-provider.ts";
import { record } from "../../tools/recording/record.ts";
import { MASK, type Registration } from "../../tools/recording/registration.ts";
import { correlation, provider } from "./correlation-case.ts";
import { startGrafana } from "./grafana-server.ts";

const INPUTS = correlation({ url: "http://127.0.0.1:3000", auth: "admin:opensesame" });
const UNKNOWN = pulumi.runtime.unknownValue;

describe("components: correlation's inputs", () => {
  const failures = async (changes: object) => {
    const { failures: found } = await provider.check({}, { ...INPUTS, ...changes } as CorrelationState);
    return found?.map(({ property, reason }) => `${property}: ${reason}`);
  };

  const right: Readonly<Record<string, object>> = {
    "all of them": {},
    "no description and no transformations": { description: undefined, transformations: undefined },
    "an address with a path": { url: "https://grafana.example.org/grafana/" },
    "a token": { auth: "glsa_abcDEF123_0a1b" },
    "a password with a colon, a blank and a line break": { auth: "admin:a:b c\nd" },
    logfmt: { transformations: [{ type: "logfmt" }] },
    "an unknown text in the query": { target: { expr: UNKNOWN } },
    "an unknown transformation": { transformations: [UNKNOWN] },
    "unknown parts of a transformation": { transformations: [{ type: UNKNOWN, expression: UNKNOWN }] },
  };
  for (const [what, changes] of Object.entries(right)) {
    it(`may be ${what}`, async () => assert.deepEqual(await failures(changes), []));
  }

  for (const key of Object.keys(INPUTS)) {
    it(`may be unknown in a preview: ${key}`, async () => {
      assert.deepEqual(await failures({ [key]: UNKNOWN }), []);
    });
  }

  for (const key of ["sourceUid", "targetUid", "label", "field"]) {
    for (const value of ["", "  ", undefined, 7]) {
      it(`are refused: ${key} ${inspect(value)}`, async () => {
        assert.deepEqual(await failures({ [key]: value }), [`${key}: must be a text that is not empty`]);
      });
    }
  }

  const URL_WRONG = ": url must be an http or https address";
  const AUTH_WRONG = ": auth must be user:password or a token";
  const TARGET_WRONG = "target: must be a query of the target datasource";
  const TYPE_WRONG = "transformations: must each have the type regex or logfmt";
  const wrong: readonly (readonly [changes: object, problem: string])[] = [
    [{ url: "" }, URL_WRONG],
    [{ url: undefined }, URL_WRONG],
    [{ url: "grafana:3000" }, URL_WRONG],
    [{ url: "ftp://grafana" }, URL_WRONG],
    [{ url: "http://admin:opensesame@grafana" }, ": url must hold no credentials: they belong into auth"],
    [{ url: "http://grafana/?orgId=1" }, ": url must end before a query or a fragment"],
    [{ url: "http://grafana/#top" }, ": url must end before a query or a fragment"],
    [{ auth: "" }, AUTH_WRONG],
    [{ auth: undefined }, AUTH_WRONG],
    [{ auth: "admin:" }, AUTH_WRONG],
    [{ auth: ":opensesame" }, AUTH_WRONG],
    [{ auth: "glsa_a b" }, AUTH_WRONG],
    [{ auth: "glsa_ab\n" }, AUTH_WRONG],
    [{ auth: "glsa_ä" }, AUTH_WRONG],
    [{ target: undefined }, TARGET_WRONG],
    [{ target: {} }, TARGET_WRONG],
    [{ target: [{ expr: "up" }] }, TARGET_WRONG],
    [{ transformations: [{ type: "json" }] }, TYPE_WRONG],
    [{ transformations: [{ type: "regex" }] }, "transformations: must have an expression if regex"],
    [
      { transformations: [{ type: "regex", expression: "(" }] },
      "transformations: must hold no expression like (: it is no regular expression",
    ],
  ];
  for (const [changes, problem] of wrong) {
    it(`are refused: ${inspect(changes)}`, async () => {
      assert.deepEqual(await failures(changes), [problem]);
    });
  }

  it("are refused all at once, with no word of the credentials", async () => {
    const found = await failures({
      url: "http://u:opensesame@x",
      auth: "open sesame",
      label: "",
      target: {},
    });
    assert.equal(found?.length, 4);
    assert.doesNotMatch(found.join(), /sesame/);
  });

  describe("as registered", () => {
    let registered: Registration;
    let request: string;
    before(async () => {
      const program = async () => {
        const args: CorrelationArgs = { ...INPUTS, auth: pulumi.output(INPUTS.auth) };
        new Correlation("logs", args);
        return {};
      };
      const texts = { project: "lookout", stack: "test", texts: {}, encrypted: [] };
      await record(texts, program, {
        observe: (registration, raw) => {
          if (registration.name !== "logs") return;
          registered = registration;
          request = JSON.stringify(raw.getObject()?.toJavaScript());
        },
      });
    });

    it("are of a type of their own", () => {
      assert.equal(registered.type, "pulumi-nodejs:dynamic/grafana:Correlation");
    });

    it("hold the credentials as their only secret, in what comes back as well", () => {
      assert.deepEqual(registered.secrets, ["auth"]);
      assert.equal(registered.inputs["auth"], MASK);
      assert.deepEqual(registered.options["additionalSecretOutputs"], ["auth"]);
      assert.equal(request.split(INPUTS.auth).length, 2);
    });

    it("hold a provider that is short, knows no credentials and needs nothing of the project", async () => {
      const text = String(registered.inputs["__provider"]);
      assert.ok(text.length < 16_000, `${text.length} characters`);
      assert.doesNotMatch(text, /opensesame/);
      const grafana = await startGrafana("prometheus", "loki");
      try {
        const { check, create, delete: remove, diff, read, update } = load(text);
        const inputs = correlation(grafana);
        const news = { ...inputs, label: "Logs" };
        assert.deepEqual((await check({}, inputs)).failures, []);
        const { id } = await create(inputs);
        assert.deepEqual(await read(id, inputs), { id, props: inputs });
        assert.deepEqual(await diff(id, inputs, news), { changes: true, replaces: [] });
        await update(id, inputs, news);
        assert.equal(grafana.correlations.get(id)?.label, "Logs");
        await remove(id, news);
        assert.equal(grafana.correlations.size, 0);
      } finally {
        await grafana.close();
      }
    });
  });
});

/** What Pulumi's provider makes of the text, in a world without modules. */
function load(text: string): ReturnType<typeof correlationProvider> {
  const exports: { handler?: () => ReturnType<typeof correlationProvider> } = {};
  new Function("exports", "require", text)(exports, (name: string) => assert.fail(`needs ${name}`));
  return exports.handler!();
}
