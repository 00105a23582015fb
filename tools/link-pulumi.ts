import { lstatSync, rmSync, symlinkSync } from "node:fs";

const LINK = "node_modules/.bin/pulumi";

/**
 * npm links the program of the package `pulumi` where every script, and whoever has the pinned Node on the path, finds it
 * before the machine's own CLI; and that program downloads another. The finder stands in its place: it takes the
 * machine's, and the package's where there is none. npm runs this after each installation.
 */
if (process.platform !== "win32" && lstatSync(LINK, { throwIfNoEntry: false }) !== undefined) {
  rmSync(LINK);
  symlinkSync("../../tools/pulumi.ts", LINK);
}
