// Loaded before every command, in plain JavaScript, so that an older Node says what is wrong instead of failing on
// the first TypeScript file. `npm ci` brings Node 24 as a dependency, and npm's scripts run on it.
import module from "node:module";
import { fileURLToPath } from "node:url";
import v8 from "node:v8";

const [major] = process.versions.node.split(".");
if (Number(major) < 24) {
  process.stderr.write(
    `Docket needs Node 24 or newer, and this is ${process.version}: run \`npm ci\`, then use \`npm run …\`, which brings its own. After \`npm ci --ignore-scripts\`, run \`npm rebuild node\` first.\n`,
  );
  process.exit(2);
}
// Compiled code is kept beside the packages, where only who can change those can write: a start takes 0.7 s, not 1.0.
module.enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/docket", import.meta.url)));
// V8 lets each thread's heap grow to several times of what is used before it looks for what is not. With 1,000 members at
// once the process took 1.0 GB so, and takes half of it with these, for a tenth more of processor time.
v8.setFlagsFromString("--heap-growing-percent=30");
v8.setFlagsFromString("--max-semi-space-size=8");
