import * as pulumi from "@pulumi/pulumi";
import type {
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
} from "@pulumi/pulumi/proto/resource_pb.js";
import { allowPlaceholders, PLACEHOLDER } from "../../config/loader.ts";
import type { StackTexts } from "../../config/texts.ts";
import { mask, type Registration, toRegistration } from "./registration.ts";

/** All that a program registered. */
export interface Recording {
  readonly registrations: readonly Registration[];
  /** The stack's outputs, secrets masked. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Outputs of every component, by URN, secrets masked. */
  readonly componentOutputs: ReadonlyMap<string, unknown>;
}

type Program = () => Promise<Record<string, unknown>>;

interface RecordOptions {
  /** Whether a placeholder stands for what the stack lacks; otherwise the program refuses, as in a deployment. */
  readonly offline?: boolean;
  /** Is told of each registration at once, so also of those before the program throws. */
  readonly observe?: (registration: Registration, request: RegisterResourceRequest) => void;
}

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
export async function record(
  file: StackTexts,
  program: Program = realProgram(file),
  { offline = true, observe }: RecordOptions = {},
): Promise<Recording> {
  const registrations: Registration[] = [];
  await pulumi.runtime.setMocks(
    { newResource, call: ({ inputs }) => inputs },
    file.project,
    file.stack,
    false,
  );
  const componentOutputs = new Map<string, unknown>();
  listen((registration, request) => {
    registrations.push(registration);
    observe?.(registration, request);
  });
  listenToOutputs(componentOutputs);
  allowPlaceholders(offline);
  pulumi.runtime.setAllConfig({ ...file.texts }, [...file.encrypted]);
  // Caught within the program: Pulumi rejects several promises for it, of which nobody handles all.
  let failure: { readonly error: unknown } | undefined;
  await pulumi.runtime.runInPulumiStack(() =>
    program().catch((error) => {
      failure = { error };
      return {};
    }),
  );
  await pulumi.runtime.disconnect();
  if (failure !== undefined) throw failure.error;
  refuseDuplicates(registrations);
  const stack = registrations.find(({ type }) => type === "pulumi:pulumi:Stack")?.urn ?? "";
  const outputs = componentOutputs.get(stack) as Recording["outputs"] | undefined;
  return { registrations, outputs: outputs ?? {}, componentOutputs };
}

/** Afterwards, since Pulumi turns a refused registration into rejections that nobody handles. */
function refuseDuplicates(registrations: readonly Registration[]): void {
  const urns = registrations.map(({ urn }) => urn);
  const twice = urns.filter((urn, index) => urns.indexOf(urn) < index);
  if (twice.length > 0) throw new Error(`two resources have the URN ${twice.join(", ")}`);
}

/** A provider's part: what it was given, plus what only it can know. */
function newResource({
  name,
  type,
  inputs,
}: pulumi.runtime.MockResourceArgs): pulumi.runtime.MockResourceResult {
  const made = MADE[type];
  const value = `${PLACEHOLDER}-${name}`;
  return { id: `${name}-id`, state: made === undefined ? inputs : { ...inputs, ...made(value) } };
}

/** Type → what a provider makes up for it. */
const MADE: Readonly<Record<string, (value: string) => Readonly<Record<string, unknown>>>> = {
  "random:index/randomPassword:RandomPassword": (value) => ({ result: pulumi.secret(value) }),
  "grafana:oss/serviceAccountRotatingToken:ServiceAccountRotatingToken": (value) => ({
    key: pulumi.secret(value),
  }),
  "grafana:oss/dashboardPublic:DashboardPublic": () => ({ accessToken: "made-by-grafana" }),
  "docker:index/image:Image": () => ({ repoDigest: "sha256:made-by-docker" }),
};

/** Pulumi's mocks hand on the inputs alone; parent, options and secrets are in the request. */
function listen(note: NonNullable<RecordOptions["observe"]>): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = async (request, callback) => {
    const urn = monitor.newUrn(request.getParent(), request.getType(), request.getName());
    note(toRegistration(request, urn), request);
    await register(request, callback);
  };
}

/** As the engine stores them: what the program returns no longer says which of it is secret. */
function listenToOutputs(outputs: Map<string, unknown>): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResourceOutputs.bind(monitor);
  monitor.registerResourceOutputs = async (request, callback) => {
    outputs.set(request.getUrn(), mask(request.getOutputs()?.toJavaScript() ?? {}, "", []));
    await register(request, callback);
  };
}

interface Monitor {
  newUrn(parent: string, type: string, name: string): string;
  registerResource(
    request: RegisterResourceRequest,
    callback: (error: unknown, response: unknown) => void,
  ): Promise<void>;
  registerResourceOutputs(
    request: RegisterResourceOutputsRequest,
    callback: (error: unknown, response: unknown) => void,
  ): Promise<void>;
}
