/** A comment or an issue as GitHub tells of it. */
interface Written {
  readonly number?: number;
  readonly id: number;
  readonly body: string | null;
  readonly user: { readonly type: string } | null;
  readonly pull_request?: object;
}

/** A line that nobody sees, by which a workflow finds again what it wrote. */
export const markOf = (name: string) => `<!-- lookout ${name} -->`;

/** What a workflow wrote under that mark. Not what a person wrote who quotes it. */
export function findMarked(list: readonly unknown[], name: string): Written | undefined {
  return (list as readonly Written[]).find(
    ({ body, pull_request, user }) =>
      user?.type === "Bot" && pull_request === undefined && (body ?? "").includes(markOf(name)),
  );
}

/** GitHub gives lines back with the ends that its forms have. */
export const isSame = (one: string | null, other: string) =>
  (one ?? "").replaceAll("\r\n", "\n").trim() === other.trim();
