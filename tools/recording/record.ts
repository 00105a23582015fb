import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import { OFFLINE_KEY, PLACEHOLDER } from "../../config/loader.ts";
import type { StackTexts } from "../../config/texts.ts";
import { MASK, type Registration, toRegistration } from "./registration.ts";

/** All that a program registered. */
export interface Recording {
  readonly registrations: readonly Registration[];
  /** The stack's outputs, secrets masked. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

type Program = () => Promise<Record<string, unknown>>;

/** The real program. A query makes Node evaluate the module anew for every stack. */
export function realProgram({ stack }: StackTexts): Program {
  return () => import(`../../index.ts?stack=${stack}&run=${runs++}`);
}
let runs = 0;

/**
 * Runs a program as Pulumi would, with a monitor in this process that notes every registration in place of an
 * engine. Pulumi's state is process-wide: one run at a time.
 *
 * @throws what the program throws; an error for two resources of one URN.
 */
export async function record(file: StackTexts, program: Program = realProgram(file)): Promise<Recording> {
  const registrations: Registration[] = [];
  await pulumi.runtime.setMocks(
    { newResource, call: ({ inputs }) => inputs },
    file.project,
    file.stack,
    false,
  );
  listen((registration) => registrations.push(registration));
  pulumi.runtime.setAllConfig({ ...file.texts, [OFFLINE_KEY]: "true" }, [...file.encrypted]);
  const outputs = await pulumi.runtime.runInPulumiStack(program);
  await pulumi.runtime.disconnect();
  return { registrations, outputs: (await settle(outputs)) as Record<string, unknown> };
}

/** A provider's part: what it was given, plus what only it can know. */
function newResource({
  name,
  type,
  inputs,
}: pulumi.runtime.MockResourceArgs): pulumi.runtime.MockResourceResult {
  const generated = type === "random:index/randomPassword:RandomPassword";
  const state = generated ? { ...inputs, result: pulumi.secret(`${PLACEHOLDER}-${name}`) } : inputs;
  return { id: `${name}-id`, state };
}

/** Pulumi's mocks hand on the inputs alone; parent, options and secrets are in the request. */
function listen(note: (registration: Registration) => void): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  const seen = new Set<string>();
  monitor.registerResource = async (request, callback) => {
    const urn = monitor.newUrn(request.getParent(), request.getType(), request.getName());
    if (seen.has(urn)) {
      callback(new Error(`two resources have the URN ${urn}`), undefined);
      return;
    }
    seen.add(urn);
    note(toRegistration(request, urn));
    await register(request, callback);
  };
}

interface Monitor {
  newUrn(parent: string, type: string, name: string): string;
  registerResource(
    request: RegisterResourceRequest,
    callback: (error: unknown, response: unknown) => void,
  ): Promise<void>;
}

/** Outputs as plain values, with a mask where one is secret. */
async function settle(value: unknown): Promise<unknown> {
  if (pulumi.Output.isInstance(value)) {
    const known = value as pulumi.Output<unknown> & {
      promise(): Promise<unknown>;
      isSecret: Promise<boolean>;
    };
    return (await known.isSecret) ? MASK : settle(await known.promise());
  }
  if (Array.isArray(value)) return Promise.all(value.map(settle));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(async ([key, inner]) => [key, await settle(inner)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
