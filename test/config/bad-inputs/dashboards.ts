import type { BadInput } from "./bad-input.ts";

const dashboards = (settings: object) => ({ dashboards: settings });

/** Packs, folders and directories that are not there, or are somebody else's. */
export const dashboardInputs: readonly BadInput[] = [
  {
    name: "a pack that does not exist",
    values: dashboards({ packs: ["ml-platfrom"] }),
    problems: [
      'lookout:dashboards.packs[0]: "ml-platfrom" is not allowed: write executive or ml-platform or infrastructure or jupyterhub or default',
    ],
  },
  {
    name: "a pack twice",
    values: dashboards({ packs: ["default", "default"] }),
    problems: ['lookout:dashboards.packs[1]: "default" is a duplicate: names are unique'],
  },
  {
    name: "a public dashboard of a pack that is not there",
    values: dashboards({ packs: ["default"], public: ["slo-overview"] }),
    problems: [
      'lookout:dashboards.public[0]: "slo-overview" is in the pack "ml-platform", which dashboards.packs leaves out',
    ],
  },
  {
    name: "a folder with the UID of Lookout's own",
    values: dashboards({
      folders: [
        { uid: "executive", title: "Ours" },
        { uid: "a", title: "A" },
        { uid: "a", title: "B" },
      ],
    }),
    problems: [
      'lookout:dashboards.folders[2].uid: "a" is a duplicate: names are unique',
      'lookout:dashboards.folders[0].uid: "executive" is the UID of one of Lookout\'s own: choose another',
    ],
  },
  {
    name: "folders that Grafana keeps for itself",
    values: dashboards({
      folders: [
        { uid: "general", title: "Ours" },
        { uid: "sharedwithme", title: "Shared" },
        { uid: "ours", title: "GENERAL" },
      ],
    }),
    problems: [
      'lookout:dashboards.folders[0].uid: "general" is a UID that Grafana keeps for itself: choose another',
      'lookout:dashboards.folders[1].uid: "sharedwithme" is a UID that Grafana keeps for itself: choose another',
      'lookout:dashboards.folders[2].title: "GENERAL" is what Grafana calls no folder at all: choose another',
    ],
  },
  {
    name: "folders whose titles nobody could read",
    values: dashboards({
      folders: [
        { uid: "a", title: " " },
        { uid: "b", title: "B\nC" },
      ],
    }),
    problems: [
      'lookout:dashboards.folders[0].title: " " is no title: one line that is not empty',
      'lookout:dashboards.folders[1].title: "B\\nC" is no title: one line that is not empty',
    ],
  },
  {
    name: "a directory that is not there",
    values: dashboards({ directory: "dashboards-of-ours" }),
    problems: ["lookout:dashboards.directory: is no folder of this project: dashboards-of-ours"],
  },
  {
    name: "a directory outside the project",
    values: dashboards({ directory: "../ours" }),
    problems: [
      'lookout:dashboards.directory: "../ours" is not a folder inside the project: write it relative to Pulumi.yaml, without ..',
    ],
  },
];
