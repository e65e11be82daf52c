/**
 * The page's modules as one script. A browser asks for them one by one, six at a time at most, and each request costs it
 * more than all of their text. They are put one after another, what is imported before what imports it, so a name at the
 * top of one module must be in no other: a test holds that.
 */

const IMPORT = /^import \{[^}]*\} from "\.\/(?<name>[\w-]+\.js)";\n/gmu;

/** @param entry the module that imports the others @param read gives a module's text by its file's name */
export function joinModules(entry: string, read: (name: string) => string): string {
  const met = new Set<string>();
  const textOf = (name: string): string => {
    if (met.has(name)) return "";
    met.add(name);
    const module = read(name);
    const before = [...module.matchAll(IMPORT)].map(({ groups }) => textOf(groups?.name ?? ""));
    const own = module.replaceAll(IMPORT, "").replaceAll(/^export (?=(?:async )?function|const|class)/gmu, "");
    return `${before.join("")}// ${name}\n${own}`;
  };
  return textOf(entry);
}
