import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { KubeConfig } from "@kubernetes/client-node";
import { Fault, reasonOf } from "./fault.ts";

type User = KubeConfig["users"][number];

/**
 * The cluster and credentials that Pulumi's Kubernetes provider uses: the files of KUBECONFIG (missing ones are skipped; of
 * two entries with a name the first counts) or else `~/.kube/config`, and inside a pod without any of these the pod's own
 * account. `loadFromDefault` differs: it fails on missing files, takes the last file's context and falls back to
 * `localhost:8080`. Source: https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 *
 * @param context name in the kubeconfig; the current one when left out.
 * @throws Fault that says what is missing.
 */
export function loadKubeConfig(context: string | undefined): KubeConfig {
  const paths = pathsOf(process.env["KUBECONFIG"]);
  const config = mergeFiles(paths.filter((path) => existsSync(path)));
  if (config.contexts.length === 0 && process.env["KUBERNETES_SERVICE_HOST"] !== undefined) {
    config.loadFromCluster();
  }
  if (config.contexts.length === 0) throw lasting(`no kubeconfig is found (${paths.join(", ")})`);
  if (context !== undefined) config.setCurrentContext(context);
  const chosen = config.getCurrentContext() as string | undefined;
  if (config.getCurrentCluster() !== null) return config;
  const names = config.contexts.map(({ name }) => name).join(", ");
  throw lasting(
    chosen === undefined || chosen === ""
      ? `the kubeconfig has no current context: set lookout:target.context to one of: ${names}`
      : `the kubeconfig has no context "${chosen}" with a cluster: it has ${names}`,
  );
}

function pathsOf(list: string | undefined): readonly string[] {
  const named = (list ?? "").split(delimiter).filter((path) => path !== "");
  return named.length > 0 ? named : [join(homedir(), ".kube", "config")];
}

function mergeFiles(paths: readonly string[]): KubeConfig {
  const files = paths.map(loadFile);
  const merged = new KubeConfig();
  merged.loadFromOptions({
    clusters: firstOfEachName(files.flatMap(({ clusters }) => clusters)),
    contexts: firstOfEachName(files.flatMap(({ contexts }) => contexts)),
    users: firstOfEachName(files.flatMap(({ users }) => users)).map(withExecInfo),
    currentContext: files.map((file) => file.getCurrentContext()).find((name) => name),
  });
  return merged;
}

function loadFile(path: string): KubeConfig {
  const config = new KubeConfig();
  try {
    if (readFileSync(path, "utf8").trim() !== "") config.loadFromFile(path);
    return config;
  } catch (error) {
    throw lasting(`kubeconfig ${path}: ${reasonOf(error)}`);
  }
}

function firstOfEachName<T extends { readonly name: string }>(entries: readonly T[]): T[] {
  return entries.filter(({ name }, index) => entries.findIndex((each) => each.name === name) === index);
}

/**
 * Credential plugins are told how to answer by the environment; some refuse to run without, and this client does
 * not set it. Source: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#input-and-output-formats
 */
function withExecInfo(user: User): User {
  if (!user.exec) return user;
  const { apiVersion, env } = user.exec;
  const value = JSON.stringify({ apiVersion, kind: "ExecCredential", spec: { interactive: false } });
  return { ...user, exec: { ...user.exec, env: [...(env ?? []), { name: "KUBERNETES_EXEC_INFO", value }] } };
}

const lasting = (message: string) => new Fault(message, { passing: false });
