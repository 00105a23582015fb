import { z } from "zod";
import { NAMED_SECRETS, SECRETS } from "../model/secrets.ts";
import { stackSchema } from "./schema/index.ts";

/** A node of the generated schema. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly [key: string]: unknown;
}

/** The settings under `lookout:`, as JSON Schema. */
export function settingsSchema(): JsonSchema {
  return z.toJSONSchema(stackSchema, {
    io: "input",
    target: "draft-7",
    unrepresentable: "any",
  }) as JsonSchema;
}

/** JSON Schema of a stack file, `Pulumi.<stack>.yaml`: editors complete and check it by this. */
export function stackFileSchema(): JsonSchema {
  const settings = Object.entries(settingsSchema().properties ?? {});
  const secret = { $ref: "#/definitions/secret" };
  const named = `(${NAMED_SECRETS.join("|")})-`;
  const known = [...settings.map(([key]) => key), ...Object.values(SECRETS)].join("|");
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "A stack of Lookout",
    type: "object",
    definitions: {
      secret: {
        description: "A secret: set it by `pulumi config set --secret`.",
        type: "object",
        properties: { secure: { type: "string" } },
        required: ["secure"],
        additionalProperties: false,
      },
    },
    properties: {
      config: {
        type: "object",
        properties: Object.fromEntries([
          ...settings.map(([key, schema]) => [`lookout:${key}`, schema]),
          ...Object.values(SECRETS).map((key) => [`lookout:${key}`, secret]),
        ]),
        patternProperties: {
          [`^lookout:${named}`]: secret,
          [`^lookout:(?!(${known})$)(?!${named})`]: false,
        },
      },
    },
  };
}
