/**
 * Collections: the unit of access. A document is in the first folder of its path. One that names another collection is in
 * both, written `board/notices`: whoever sees it needs the right on each, so that naming a collection can close a
 * document and never opens one. Pure.
 */

/** @param stated what the document says; a name without slashes */
export function collectionOf(path: string, stated?: string): string {
  const folder = firstFolder(path);
  return stated === undefined || stated === folder ? folder : `${stated}/${folder}`;
}

/** @returns "" at the top */
export function firstFolder(path: string): string {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : "";
}

/** The collections that somebody must be allowed to see. */
export function collectionsNeeded(collection: string): readonly string[] {
  return collection.split("/");
}

/** What people call it: the one that the document names, else its folder. */
export function collectionName(collection: string): string {
  return collection.split("/", 1)[0] ?? "";
}

const LANGUAGE_FOLDER = /^(?:en|zh(?:-[a-z]+)?)$/iu;

/**
 * Documents of one collection may speak for each other. The folders `en` and `zh` beside each other are one place in two
 * languages.
 */
export function isOnePlace(one: string, other: string): boolean {
  return one === other || (LANGUAGE_FOLDER.test(one) && LANGUAGE_FOLDER.test(other));
}
