import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";

/** What stands for a secret's value. */
export const MASK = "[secret]";

/** One resource as the program registered it. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  /** Whether a provider makes it; components are made of others. */
  readonly custom: boolean;
  /** URN of the provider. */
  readonly provider: string;
  readonly dependencies: readonly string[];
  /** Those that differ from Pulumi's defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Secrets masked. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Paths of the inputs that are secret. */
  readonly secrets: readonly string[];
}

/** Pulumi's signature of a secret in a serialised value. Source: sdk/nodejs/runtime/rpc.ts */
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

export function toRegistration(request: RegisterResourceRequest, urn: string): Registration {
  const secrets: string[] = [];
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    parent: request.getParent(),
    custom: request.getCustom(),
    provider: request.getProvider().split("::").slice(0, 4).join("::"),
    dependencies: [...request.getDependenciesList()].sort(),
    options: optionsOf(request),
    inputs: mask(request.getObject()?.toJavaScript() ?? {}, "", secrets) as Record<string, unknown>,
    secrets,
  };
}

function optionsOf(request: RegisterResourceRequest): Readonly<Record<string, unknown>> {
  const timeouts = request.getCustomtimeouts()?.toObject();
  const all: Readonly<Record<string, unknown>> = {
    protect: request.getProtect(),
    retainOnDelete: request.getRetainondelete(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    deletedWith: request.getDeletedwith(),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: request.getAliasesList().map((alias) => alias.toObject()),
    customTimeouts: given(timeouts),
  };
  // Said, `false` is no default: without a word, a provider may decide for the opposite.
  const isMadeFirst = request.getDeletebeforereplacedefined() && !request.getDeletebeforereplace();
  return {
    ...Object.fromEntries(Object.entries(all).filter(([, value]) => !isDefault(value))),
    ...(isMadeFirst && { deleteBeforeReplace: false }),
  };
}

/** The timeouts that are set; none is as good as no timeouts. */
function given(timeouts: object | undefined): object | undefined {
  const set = Object.entries(timeouts ?? {}).filter(([, value]) => value !== "");
  return set.length === 0 ? undefined : Object.fromEntries(set);
}

function isDefault(value: unknown): boolean {
  return (
    value === undefined || value === false || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

/**
 * Puts a mask where a secret stands, and notes its path. Of a secret object each value is masked: its keys are in the
 * program's text anyway, and a Secret without them would be no manifest.
 */
export function mask(value: unknown, path: string, secrets: string[], within = false): unknown {
  if (typeof value === "object" && value !== null) {
    if ((value as Record<string, unknown>)[SIGNATURE_KEY] === SECRET_SIGNATURE) {
      return mask((value as Record<string, unknown>)["value"], path, secrets, true);
    }
    if (Array.isArray(value)) {
      return value.map((each, index) => mask(each, `${path}[${index}]`, secrets, within));
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        mask(inner, path === "" ? key : `${path}.${key}`, secrets, within),
      ]),
    );
  }
  if (!within) return value;
  secrets.push(path);
  return MASK;
}
