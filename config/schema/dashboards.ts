import { z } from "zod";
import { FOR_EVERYBODY } from "../../model/dashboards.ts";
import { FOLDERS } from "../../model/folders.ts";
import { projectDirectory } from "./types.ts";

const pack = z.enum(Object.values(FOLDERS).map(({ uid }) => uid));
const uid = z.enum(FOR_EVERYBODY);

export const dashboards = z
  .strictObject({
    packs: z
      .array(pack)
      .default(Object.values(FOLDERS).map(({ uid }) => uid))
      .describe(
        "Which of Lookout's dashboards there are, a folder each. Without `default` there is no home dashboard.",
      ),
    directory: projectDirectory()
      .optional()
      .describe(
        "A folder of dashboards of your own, relative to the project: `<folder>/<anything>.json`, with the folder's UID, as `ml-platform`, or that of one of `folders`. `npm run pull` saves them there.",
      ),
    folders: z
      .array(
        z.strictObject({
          uid: z
            .string()
            .regex(/^[a-zA-Z0-9_-]{1,40}$/, {
              error: "is not a UID: at most 40 letters, digits, dashes, underscores",
            })
            .describe("Fixed id; the name of its folder in `directory`."),
          title: z
            .string()
            .regex(/^(?=.*\S)\P{Cc}+$/u, { error: "is no title: one line that is not empty" })
            .describe("Name that people see."),
        }),
      )
      .default([])
      .describe("Folders of your own."),
    public: z
      .array(uid)
      .default([])
      .describe(
        "Dashboards that everybody with their link can see without logging in, as copies whose variables are fixed to all.",
      ),
  })
  .prefault({})
  .describe("What is shown.");
