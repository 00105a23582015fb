/** How a receiver writes what an engine's templates fill in. */
export interface Markup {
  /** A value that may hold any sign. */
  readonly value: (expression: string) => string;
  readonly strong: (text: string) => string;
  readonly link: (text: string, url: string) => string;
  /** What is said of one alert. */
  readonly paragraph: (lines: readonly string[]) => string;
}

const unescaped = (expression: string) => `{{ ${expression} }}`;

export const PLAIN: Markup = {
  value: unescaped,
  strong: (text) => text,
  link: (text, url) => `${text}: ${url}`,
  paragraph: (lines) => `${lines.join("\n")}\n\n`,
};

/** Source: https://docs.slack.dev/messaging/formatting-message-text */
export const SLACK: Markup = {
  value: (expression) =>
    `{{ ${expression} | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;" }}`,
  strong: (text) => `*${text}*`,
  link: (text, url) => `<${url}|${text}>`,
  paragraph: (lines) => `${lines.join("\n")}\n\n`,
};

/** Source: https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features */
export const TEAMS: Markup = {
  value: unescaped,
  strong: (text) => `**${text}**`,
  link: (text, url) => `[${text}](${url})`,
  paragraph: (lines) => `${lines.join("\n\n")}\n\n`,
};

/** Values are escaped by the template engine itself; what is written here is not. */
export const HTML: Markup = {
  value: unescaped,
  strong: (text) => `<strong>${text}</strong>`,
  link: (text, url) => `<a href="${url.replaceAll("&", "&amp;")}">${text}</a>`,
  paragraph: (lines) => `<p>${lines.join("<br>")}</p>\n`,
};
