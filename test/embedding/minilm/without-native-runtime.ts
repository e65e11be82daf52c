/** Preloaded into a program, it makes the native runtime fail to load there, as on a platform without a build of it. */

import { registerHooks } from "node:module";

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier === "onnxruntime-node") throw new Error("onnxruntime-node has no build for this platform");
    return nextResolve(specifier, context);
  },
});
