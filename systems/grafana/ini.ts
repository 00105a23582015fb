/** Section → key → value. */
export type Ini = Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>;

/**
 * Text of an ini file as Grafana reads it. Values are written so that nothing in them starts a comment, goes on in the
 * next line or loses its quotes; `${NAME}` and `$__env{NAME}` still stand for environment variables.
 * Source: https://github.com/go-ini/ini/blob/main/parser.go
 *
 * @throws when a value is empty, since Grafana then keeps its default, or cannot be written.
 */
export function toIni(sections: Ini): string {
  return Object.entries(sections)
    .map(([name, keys]) => [`[${name}]`, ...Object.entries(keys).map(line(name)), ""].join("\n"))
    .join("\n");
}

const line =
  (section: string) =>
  ([key, value]: readonly [string, string | number | boolean]): string => {
    const text = String(value);
    if (text === "" || /[\r\n]|"""/.test(text)) {
      throw new Error(`${section}.${key} of grafana.ini cannot be written: ${JSON.stringify(text)}`);
    }
    return `${key} = ${/[#;`"'\\]|^\s|\s$/.test(text) ? `"""${text}"""` : text}`;
  };
