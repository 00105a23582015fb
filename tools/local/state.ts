import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** The stack on this machine. */
export const STACK = "dev";
/** Its stack file, which is checked in. */
export const STACK_FILE = `Pulumi.${STACK}.yaml`;

/** The folder where Pulumi keeps what it knows of the stack, and what encrypts the secrets in it. Git ignores it. */
const FOLDER = ".pulumi-state";

/** Where Pulumi keeps a stack whose state never leaves this machine. */
export interface LocalState {
  /** Address of the backend. */
  readonly backend: string;
  readonly passphraseFile: string;
  /** The stack file as Pulumi reads it: with the salt, which it writes into the file, and which is each machine's own. */
  readonly configFile: string;
  /** Whether the stack was ever brought up. */
  readonly exists: boolean;
}

/** @param project folder of `Pulumi.yaml`. */
export function localState(project: string): LocalState {
  const folder = resolve(project, FOLDER);
  const configFile = join(folder, STACK_FILE);
  return {
    backend: pathToFileURL(folder).href,
    passphraseFile: join(folder, "passphrase"),
    configFile,
    exists: existsSync(configFile),
  };
}

/** Makes the folder and a passphrase that nobody else can read, unless they are there. */
export function prepareState({ passphraseFile }: LocalState): void {
  mkdirSync(join(passphraseFile, ".."), { recursive: true, mode: 0o700 });
  if (!existsSync(passphraseFile)) {
    writeFileSync(passphraseFile, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  }
  // Also where somebody copied it.
  chmodSync(passphraseFile, 0o600);
}

const SALT = /^encryptionsalt: .*$/m;

/**
 * Writes the stack file as it is now, with the salt that Pulumi once made.
 *
 * @param made the stack file after Pulumi made the stack; only the first time.
 */
export function writeConfigFile({ configFile, exists }: LocalState, stackFile: string, made = ""): void {
  const salt = SALT.exec(exists ? readFileSync(configFile, "utf8") : made)?.[0];
  const text = stackFile.replace(SALT, "").trimEnd();
  writeFileSync(configFile, `${text}\n${salt === undefined ? "" : `${salt}\n`}`, { mode: 0o600 });
}
