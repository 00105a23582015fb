import { listOf, type Tree } from "./tree.ts";

/** What a pod may do beyond Pod Security `restricted`, for people. */
export function powersOf(template: Tree): readonly string[] {
  const { spec = {} } = template ?? {};
  const containers = [...listOf(spec.initContainers), ...listOf(spec.containers)];
  const contexts = containers.map(({ securityContext }) => securityContext ?? {});
  const root = [spec.securityContext, ...contexts].some((each) => each?.runAsUser === 0);
  const powers = [
    ...(spec.hostNetwork === true ? ["the node's network"] : []),
    ...(spec.hostPID === true ? ["the node's processes"] : []),
    ...(spec.hostIPC === true ? ["the node's memory between processes"] : []),
    ...(root ? ["root"] : []),
    ...(contexts.some(({ privileged }) => privileged === true) ? ["everything (privileged)"] : []),
    ...(contexts.some(({ allowPrivilegeEscalation }) => allowPrivilegeEscalation !== false)
      ? ["more rights than it started with"]
      : []),
    ...(contexts.some(({ readOnlyRootFilesystem }) => readOnlyRootFilesystem !== true)
      ? ["a writable root file system"]
      : []),
    ...contexts.flatMap(({ capabilities }) => listOf(capabilities?.add).map((each) => `capability ${each}`)),
    ...containers.flatMap(({ ports }) =>
      listOf(ports).flatMap(({ hostPort }) =>
        hostPort === undefined ? [] : [`port ${hostPort} of the node`],
      ),
    ),
    ...listOf(spec.volumes).flatMap(({ hostPath }) =>
      hostPath === undefined ? [] : [`the node's ${hostPath.path}`],
    ),
    ...(spec.automountServiceAccountToken === false ? [] : ["a token of the Kubernetes API"]),
  ];
  return [...new Set(powers)];
}

/** A role's rules, each verb and resource by itself, so that their order and grouping does not matter. */
export function rightsOf(role: Tree): readonly string[] {
  return listOf(role?.rules).flatMap(({ apiGroups, nonResourceURLs, resources, verbs }) => {
    const groups = listOf(apiGroups);
    const things = listOf(resources).flatMap((resource) =>
      (groups.length === 0 ? [""] : groups).map((group) =>
        group === "" ? resource : `${resource}.${group}`,
      ),
    );
    return [...things, ...listOf(nonResourceURLs)].flatMap((thing) =>
      listOf(verbs).map((verb) => `${verb} ${thing}`),
    );
  });
}
