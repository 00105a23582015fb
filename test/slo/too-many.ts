/** As many SLOs as a stack may name, each as long as it may be: more rules than 64 ConfigMaps hold. */
export const TOO_MANY: readonly object[] = Array.from({ length: 1200 }, (_, index) => ({
  name: `${"x".repeat(46)}${String(index).padStart(4, "0")}`,
  service: `${"s".repeat(60)}${index}`,
  description: "d".repeat(200),
  objective: 99.9,
  labels: { product: "p".repeat(200) },
  indicator: { kind: "http", route: `/${"r".repeat(199)}` },
}));
