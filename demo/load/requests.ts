/** One request to the gateway. */
export interface Planned {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: unknown;
}

const WORDS =
  "the model answers most questions quickly but sometimes it takes a while and nobody in the team knows why".split(
    " ",
  );

type Random = () => number;

/** Kinds of requests with their shares: what users want, and what they do wrong. */
const KINDS: readonly (readonly [number, (random: Random) => Planned])[] = [
  [
    0.66,
    (random) => post("/v1/predict", { text: text(random), model: random() < 0.7 ? "sentiment" : "topic" }),
  ],
  [0.26, (random) => post("/v1/embeddings", { texts: texts(random, 1 + Math.floor(random() * 8)) })],
  [0.03, (random) => post("/v1/batch", { texts: texts(random, 16 + Math.floor(random() * 48)) })],
  [0.02, () => post("/v1/predict", { text: "" })],
  [0.015, (random) => post("/v1/predict", { text: text(random), model: "retired" })],
  [0.015, () => ({ method: "GET", path: "/v1/models" })],
];

/** What the next user asks for. */
export function nextRequest(random: Random): Planned {
  let left = random();
  for (const [share, plan] of KINDS) {
    if (left < share) return plan(random);
    left -= share;
  }
  return KINDS[0]![1](random);
}

const post = (path: string, body: unknown): Planned => ({ method: "POST", path, body });

/** Mostly a sentence; one in ten is a page, which takes longer. */
function text(random: Random): string {
  const count = random() < 0.1 ? 300 + Math.floor(random() * 300) : 4 + Math.floor(random() * 12);
  return Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]).join(" ");
}

const texts = (random: Random, count: number) =>
  Array.from({ length: count }, () => text(random).slice(0, 200));
