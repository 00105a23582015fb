/** An amount of memory or disk, kept with the text it was written as. */
export interface Bytes {
  /** A Kubernetes quantity with a binary or decimal suffix: `512Mi`, `50Gi`, `1G`. */
  readonly text: string;
  readonly bytes: number;
}

/** An amount of processor time. */
export interface Cpu {
  /** A Kubernetes quantity: `250m` or `2`. */
  readonly text: string;
  readonly cores: number;
}

const SUFFIX_BYTES: Readonly<Record<string, number>> = {
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** A suffix is demanded: a bare number of bytes in a stack file is nearly always a forgotten `Gi`. */
export const BYTES_PATTERN = /^(\d+(?:\.\d+)?)(Ki|Mi|Gi|Ti|k|M|G|T)$/;

/** `250m`, `2` or `1.5`. */
export const CPU_PATTERN = /^(\d+)m$|^(\d+(?:\.\d{1,3})?)$/;

/**
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 *
 * @returns undefined when the text is no such quantity, is zero, or is above 8191Ti.
 */
export function parseBytes(text: string): Bytes | undefined {
  const match = BYTES_PATTERN.exec(text);
  if (match === null) return undefined;
  const bytes = Math.round(Number(match[1]) * (SUFFIX_BYTES[match[2]!] ?? 0));
  return bytes > 0 && Number.isSafeInteger(bytes) ? { text, bytes } : undefined;
}

/** @returns undefined when the text is no such quantity, or is zero. */
export function parseCpu(text: string): Cpu | undefined {
  const match = CPU_PATTERN.exec(text);
  if (match === null) return undefined;
  const cores = match[1] === undefined ? Number(match[2]) : Number(match[1]) / 1000;
  return cores > 0 && Number.isFinite(cores) ? { text, cores } : undefined;
}

/** A quantity written in the code itself; throws when it is none. */
export function bytes(text: string): Bytes {
  const parsed = parseBytes(text);
  if (parsed === undefined) throw new Error(`"${text}" is not an amount of bytes`);
  return parsed;
}

/** A quantity written in the code itself; throws when it is none. */
export function cpu(text: string): Cpu {
  const parsed = parseCpu(text);
  if (parsed === undefined) throw new Error(`"${text}" is not an amount of processor time`);
  return parsed;
}

/** `share` (0 to 1) of an amount, in whole mebibytes, rounded down: `share(bytes("1Gi"), 0.9)` is `921Mi`. */
export function share(amount: Bytes, part: number): Bytes {
  const mebibytes = Math.max(1, Math.floor((amount.bytes * part) / 2 ** 20));
  return { text: `${mebibytes}Mi`, bytes: mebibytes * 2 ** 20 };
}
