/** Bytes of files that one ConfigMap takes: what the API server allows, less room for the metadata. */
export const LARGEST_CONFIG_MAP = 1_000_000;
