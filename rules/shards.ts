import { createHash } from "node:crypto";

/** Bytes of rules in one object: 256 KiB, less what a file has around them. Every change sends all of it. */
export const LARGEST_SHARD = 256 * 1024 - 256;

/** Places for shards, fixed: a volume that lists more or fewer of them would restart Prometheus. A power of two. */
const SLOTS = 64;

/** Share of the shards' room that may be taken before there are twice as many, so that few run over. */
const FULL = 0.75;

/** Names of all slots that shards may take. */
export const SLOT_NAMES: readonly string[] = Array.from({ length: SLOTS }, (_, index) => slotName(index));

interface Item<T> {
  readonly value: T;
  /** 0 to 1, even over all names, and the same for a name for ever. */
  readonly position: number;
  readonly bytes: number;
}

/**
 * Divides what has names over slots, by a hash of the name: one shard until it is full, then two, four and so on, of which
 * every other one keeps its slot. Adding, changing or removing one thing touches one shard; seldom the next one too, which
 * takes what does not fit.
 *
 * @param bytes size of each.
 * @returns slot's name → what is in it. Empty slots are left out.
 * @throws RangeError when all slots together cannot take everything.
 */
export function shards<T extends { readonly name: string }>(
  all: readonly T[],
  bytes: (each: T) => number,
): Readonly<Record<string, readonly T[]>> {
  const items = all
    .map((value) => ({ value, position: positionOf(value.name), bytes: bytes(value) }))
    .sort((a, b) => a.position - b.position);
  const total = items.reduce((sum, item) => sum + item.bytes, 0);
  for (let count = 1; count <= SLOTS; count *= 2) {
    const room = count * LARGEST_SHARD * (count === 1 || count === SLOTS ? 1 : FULL);
    const filled = total <= room ? fill(items, count) : undefined;
    if (filled === undefined) continue;
    const named = filled.map((values, index) => [slotName((index * SLOTS) / count), values] as const);
    return Object.fromEntries(named.filter(([, values]) => values.length > 0));
  }
  throw new RangeError(
    `${total} bytes of rules do not fit into ${SLOTS} parts of ${LARGEST_SHARD}: divide the SLOs among stacks`,
  );
}

/** In the order of positions: what does not fit where it belongs goes to the next shard, after the last to the first. */
function fill<T>(items: readonly Item<T>[], count: number): readonly (readonly T[])[] | undefined {
  const filled = Array.from({ length: count }, () => ({ values: [] as T[], bytes: 0 }));
  for (const { bytes, position, value } of items) {
    const first = Math.floor(position * count);
    const inTurn = [...filled.slice(first), ...filled.slice(0, first)];
    const shard = inTurn.find((each) => each.bytes + bytes <= LARGEST_SHARD);
    if (shard === undefined) return undefined;
    shard.values.push(value);
    shard.bytes += bytes;
  }
  return filled.map(({ values }) => values);
}

function slotName(index: number): string {
  return `slo-${String(index).padStart(2, "0")}`;
}

function positionOf(name: string): number {
  return createHash("sha256").update(name).digest().readUInt32BE() / 2 ** 32;
}
