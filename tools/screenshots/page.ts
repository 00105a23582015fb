/** What runs inside of the page, as texts: the program itself knows no document. */

/**
 * What the page still waits for: bars and spinners that can be seen, panels whose kind is not there yet. Each as text.
 * Names are those of Grafana 11 to 13: packages/grafana-e2e-selectors and packages/grafana-ui.
 */
export const STILL_LOADING = `(() => {
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.getClientRects().length > 0);
  const busy = [
    ...document.querySelectorAll(".preloader"),
    ...seen('[aria-label="Panel loading bar"]'),
    ...seen('[data-testid="Spinner"]'),
    ...seen('[aria-label="loading"]'),
    ...seen(".react-grid-item").filter((each) => each.innerText.trim() === "Loading plugin panel..."),
  ];
  return busy.map((each) => (each.closest("section, .react-grid-item")?.innerText ?? "").split("\\n")[0]);
})()`;

/** How tall the window must be to show all of the dashboard. */
export const WHOLE_HEIGHT = `Math.ceil(Math.max(
  document.documentElement.scrollHeight,
  ...[...document.querySelectorAll("*")]
    .filter((each) => each.scrollHeight > each.clientHeight + 4 && each.clientWidth > innerWidth * 0.7)
    .filter((each) => ["auto", "scroll"].includes(getComputedStyle(each).overflowY))
    .map((each) => each.scrollHeight + each.getBoundingClientRect().top),
))`;

/** Titles of the panels, and of those that show an error, or no data. */
export const PANELS = `(() => {
  const prefix = "data-testid Panel header ";
  const panels = [...document.querySelectorAll('section[data-testid^="' + prefix + '"]')];
  const titles = (list) => list.map((each) => each.getAttribute("data-testid").slice(prefix.length));
  return {
    all: titles(panels),
    failed: titles(panels.filter((each) => each.querySelector('[data-testid="data-testid Panel status error"]'))),
    empty: titles(panels.filter((each) => each.querySelector('[data-testid="data-testid Panel data error message"]'))),
  };
})()`;

export interface Panels {
  readonly all: readonly string[];
  readonly failed: readonly string[];
  readonly empty: readonly string[];
}
