import { nearest } from "../../config/suggest.ts";

interface Named {
  readonly uid: string;
  readonly title: string;
}

const MOST = 5;

/** The dashboards that somebody who wrote this most likely means: by a slip, by their title or by a part of it. */
export function nearestTo(written: string, known: readonly Named[]): readonly Named[] {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  const words = plain(written);
  const meant = nearest(
    written,
    known.map(({ uid }) => uid),
  );
  const byTitle = known.filter(({ title, uid }) => {
    const isPart = words.length > 2 && (plain(title).includes(words) || plain(uid).includes(words));
    return isPart || nearest(words, [plain(title)]) !== undefined;
  });
  const found = [...known.filter(({ uid }) => uid === meant), ...byTitle];
  return [...new Set(found)].slice(0, MOST);
}
