/**
 * Field of the secret that holds the value of an HTTP header, by the setting that names the header, both as Grafana's
 * datasources call them: of `httpHeaderName1` it is `httpHeaderValue1`.
 *
 * @returns undefined for a setting that names none.
 */
export function valueOfHeader(setting: string): string | undefined {
  const [, number] = /^httpHeaderName(\d+)$/.exec(setting) ?? [];
  return number === undefined ? undefined : `httpHeaderValue${number}`;
}
