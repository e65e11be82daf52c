/**
 * vectra's own class, loaded from its own file: the package's entries load a tokenizer, gRPC and a second openai, which
 * `overrides` in package.json replaces with empty packages (104 MB and 58 packages less to install).
 */

const file = new URL("./LocalIndex.js", import.meta.resolve("vectra/browser")).href;

export const { LocalIndex }: Pick<typeof import("vectra/browser"), "LocalIndex"> = await import(file);
