import { FOLDER_OF } from "../../model/dashboards.ts";
import { FOLDERS } from "../../model/folders.ts";
import { duplicates, problemIf, type Rule } from "./rule.ts";

const OWN_FOLDERS: readonly string[] = Object.values(FOLDERS).map(({ uid }) => uid);

/** UIDs and a title that Grafana keeps for what is in no folder, and for what others have shared. */
const RESERVED = { uids: ["general", "sharedwithme"], title: "general" } as const;

/** What is shown, and where. */
export const dashboardRules: readonly Rule[] = [
  {
    reads: ["dashboards.packs"],
    check: ({ dashboards: { packs } }) => duplicates("dashboards.packs", "", packs),
  },
  {
    reads: ["dashboards.folders"],
    check: ({ dashboards: { folders } }) => [
      ...duplicates(
        "dashboards.folders",
        ".uid",
        folders.map(({ uid }) => uid),
      ),
      ...folders.flatMap(({ uid }, index) =>
        problemIf(
          OWN_FOLDERS.includes(uid),
          `dashboards.folders[${index}].uid`,
          uid,
          "is the UID of one of Lookout's own: choose another",
        ),
      ),
      ...folders.flatMap(({ title, uid }, index) => [
        ...problemIf(
          RESERVED.uids.some((each) => each === uid),
          `dashboards.folders[${index}].uid`,
          uid,
          "is a UID that Grafana keeps for itself: choose another",
        ),
        ...problemIf(
          title.trim().toLowerCase() === RESERVED.title,
          `dashboards.folders[${index}].title`,
          title,
          "is what Grafana calls no folder at all: choose another",
        ),
      ]),
    ],
  },
  {
    reads: ["dashboards.public", "dashboards.packs"],
    check: ({ dashboards }) => [
      ...duplicates("dashboards.public", "", dashboards.public),
      ...dashboards.public.flatMap((uid, index) =>
        problemIf(
          !dashboards.packs.includes(FOLDER_OF[uid]),
          `dashboards.public[${index}]`,
          uid,
          `is in the pack "${FOLDER_OF[uid]}", which dashboards.packs leaves out`,
        ),
      ),
    ],
  },
];
