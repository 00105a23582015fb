/** Folders of Grafana, each a pack of dashboards. Their identities are fixed, so that titles can change. */
export const FOLDERS = {
  executive: { uid: "executive", title: "Executive" },
  mlPlatform: { uid: "ml-platform", title: "ML Platform" },
  infrastructure: { uid: "infrastructure", title: "Infrastructure" },
  jupyterhub: { uid: "jupyterhub", title: "JupyterHub" },
  default: { uid: "default", title: "Default" },
} as const;

export type FolderUid = (typeof FOLDERS)[keyof typeof FOLDERS]["uid"];
