import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { StackTexts } from "../config/texts.ts";
import { type Recording, realProgram, record } from "../tools/recording/record.ts";
import type { Registration } from "../tools/recording/registration.ts";

/** A registration with its inputs as the engine gets them, secrets in plain text: for tests only. */
export interface Registered extends Registration {
  readonly plain: Tree;
  readonly inputs: Tree;
}
// biome-ignore lint/suspicious/noExplicitAny: the shape of what is rendered is what the tests are about
export type Tree = any;
type Settings = Readonly<Record<string, unknown>>;

interface RunOptions {
  /** Key without `lookout:` → value, as `pulumi config set --secret` stores it. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly stack?: string;
  /** Files of the project: path → content. */
  readonly files?: Readonly<Record<string, string>>;
}

interface Pod {
  /** Of what runs it. */
  readonly name: string;
  readonly namespace: string;
  readonly template: Tree;
}

/** What the whole program registers for one stack. */
export class Ran {
  readonly registrations: readonly Registered[];
  /** The stack's, secrets masked. */
  readonly outputs: Tree;
  /** Every component's, secrets masked. */
  readonly componentOutputs: Recording["componentOutputs"];

  constructor(registrations: readonly Registered[], { componentOutputs, outputs }: Recording) {
    this.registrations = registrations;
    this.outputs = outputs;
    this.componentOutputs = componentOutputs;
  }

  /** All Kubernetes objects. */
  get objects(): readonly Registered[] {
    return this.registrations.filter(({ custom, type }) => custom && type.startsWith("kubernetes:"));
  }

  /** Objects of a kind, by name. */
  kind(kind: string): readonly Registered[] {
    return this.objects
      .filter(({ inputs }) => inputs.kind === kind)
      .sort((a, b) => a.inputs.metadata.name.localeCompare(b.inputs.metadata.name));
  }

  /** Names of the objects of a kind. */
  names(kind: string): readonly string[] {
    return this.kind(kind).map(({ inputs }) => inputs.metadata.name);
  }

  /** The one object of a kind and name. */
  object(kind: string, name: string): Registered {
    const found = this.kind(kind).filter(({ inputs }) => inputs.metadata.name === name);
    assert.equal(found.length, 1, `${kind} ${name} among ${this.names(kind).join(", ")}`);
    return found[0]!;
  }

  /** What would be applied, secrets masked. */
  manifest(kind: string, name: string): Tree {
    return this.object(kind, name).inputs;
  }

  /** Whatever runs the pods of each workload. */
  get controllers(): readonly Registered[] {
    return ["StatefulSet", "Deployment", "DaemonSet"].flatMap((kind) => this.kind(kind));
  }

  /** Every kind of pod there will be: of workloads, and of jobs by the clock. */
  get pods(): readonly Pod[] {
    const jobs = this.kind("CronJob").map(({ inputs }) => ({
      name: inputs.metadata.name,
      namespace: inputs.metadata.namespace,
      template: inputs.spec.jobTemplate.spec.template,
    }));
    const lasting = this.controllers.map(({ inputs }) => ({
      name: inputs.metadata.name,
      namespace: inputs.metadata.namespace,
      template: inputs.spec.template,
    }));
    return [...lasting, ...jobs];
  }

  controller(workload: string): Registered {
    const found = this.controllers.find(({ inputs }) => inputs.metadata.name === workload);
    return found ?? assert.fail(`nothing runs ${workload}`);
  }

  /** The pod template of a workload, secrets revealed. */
  template(workload: string): Tree {
    return this.controller(workload).plain.spec.template;
  }

  /** The one registration of a Pulumi name. */
  resource(name: string): Registered {
    return this.registrations.find((each) => each.name === name) ?? assert.fail(`nothing is called ${name}`);
  }
}

const cache = new Map<string, Promise<Ran>>();
/** Pulumi's state is process-wide: the next run waits for the one before. */
let last: Promise<unknown> = Promise.resolve();

/** Runs the whole program for a stack of the given settings, as the preview does. Equal calls run it once. */
export function runStack(settings: Settings = {}, options: RunOptions = {}): Promise<Ran> {
  const key = JSON.stringify([settings, options]);
  const known = cache.get(key);
  if (known !== undefined) return known;
  const run = inTurn(() => runFile(texts(settings, options), options.files));
  cache.set(key, run);
  return run;
}

/** The same for a checked-in stack file. */
export function runStackFile(file: StackTexts): Promise<Ran> {
  const key = JSON.stringify(file);
  const run = cache.get(key) ?? inTurn(() => runFile(file));
  cache.set(key, run);
  return run;
}

/** Runs the program as a deployment would, for a stack that it refuses. */
export function refusal(file: StackTexts): Promise<Refusal> {
  const registrations: Registration[] = [];
  const observe = (registration: Registration) => void registrations.push(registration);
  return inTurn(async () => {
    try {
      await record(file, realProgram(file), { offline: false, observe });
    } catch (error) {
      return { error: error as Error, registrations };
    }
    return assert.fail(`stack ${file.stack} was not refused`);
  });
}

interface Refusal {
  readonly error: Error;
  readonly registrations: readonly Registration[];
}

function inTurn<T>(run: () => Promise<T>): Promise<T> {
  const next = last.then(run, run);
  last = next.catch(() => undefined);
  return next;
}

async function runFile(file: StackTexts, files: RunOptions["files"] = {}): Promise<Ran> {
  const registrations: Registered[] = [];
  const leave = enterProject(files);
  try {
    const recording = await record(file, realProgram(file), {
      observe: (registration, request) =>
        registrations.push({ ...registration, plain: reveal(request.getObject()?.toJavaScript() ?? {}) }),
    });
    return new Ran(registrations, recording);
  } finally {
    leave();
  }
}

/** Rule files are read from the directory that Pulumi runs the program in. */
function enterProject(files: NonNullable<RunOptions["files"]>): () => void {
  if (Object.keys(files).length === 0) return () => undefined;
  const before = process.cwd();
  const directory = mkdtempSync(join(tmpdir(), "lookout-project-"));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  process.chdir(directory);
  return () => {
    process.chdir(before);
    rmSync(directory, { recursive: true });
  };
}

export function texts(settings: Settings, { secrets = {}, stack = "test" }: RunOptions = {}): StackTexts {
  const entries = Object.entries({ ...settings, ...secrets });
  return {
    project: "lookout",
    stack,
    texts: Object.fromEntries(entries.map(([key, value]) => [`lookout:${key}`, asText(value)])),
    encrypted: Object.keys(secrets).map((key) => `lookout:${key}`),
  };
}

function asText(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Pulumi's signature of a secret in a serialised value. Source: sdk/nodejs/runtime/rpc.ts */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

function reveal(value: Tree): Tree {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(reveal);
  if (SIGNATURE in value) return reveal(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, reveal(inner)]));
}
