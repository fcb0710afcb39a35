// Bundles the portal's entry files into var/assets: one stylesheet with its fonts, one script for charts,
// the app that records on a phone without network, with its service worker, the survey's and the visits' tokens.
// Run by ./portal at set-up after `npm ci --ignore-scripts`; the pages also work without what it makes.
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const target = join(root, "var", "assets");
const fresh = `${target}.new`;

await rm(fresh, { recursive: true, force: true });
await mkdir(fresh, { recursive: true });

// One version for everything on the phone; records name the version that made them.
const { version } = JSON.parse(await readFile(join(here, "capture", "version.json"), "utf8"));

const common = {
  absWorkingDir: root,
  outdir: fresh,
  bundle: true,
  minify: true,
  legalComments: "linked",
  logLevel: "warning",
  metafile: true,
};
const built = await Promise.all([
  build({
    ...common,
    entryPoints: { charts: join(here, "charts.js") },
    format: "iife",
    target: ["chrome100", "firefox100", "safari15.4"],
  }),
  build({
    ...common,
    entryPoints: {
      capture: join(here, "capture", "app.js"),
      "capture-worker": join(here, "capture", "worker.js"),
      "capture-logout": join(here, "capture", "logout.js"),
    },
    charset: "utf8", // Vietnamese words as they are, not as escapes
    define: { __APP_VERSION__: JSON.stringify(version), "process.env.NODE_ENV": '"production"' },
    format: "iife",
    target: ["chrome100", "firefox100", "safari15.4"],
  }),
  build({
    ...common,
    entryPoints: { survey: join(here, "survey", "ballot.js") },
    charset: "utf8",
    format: "iife",
    // sjcl asks Node for randomness only where no browser gives it
    external: ["crypto"],
    target: ["chrome100", "firefox100", "safari15.4"],
  }),
  build({
    ...common,
    entryPoints: { visits: join(here, "visits", "code.js") },
    charset: "utf8",
    format: "iife",
    external: ["crypto"],
    target: ["chrome100", "firefox100", "safari15.4"],
  }),
  // Lowering Tabler's colours would double the stylesheet; older browsers skip it (see vhcv.css).
  build({
    ...common,
    entryPoints: { vhcv: join(here, "vhcv.css") },
    loader: { ".woff2": "file" },
    assetNames: "fonts/[name]",
  }),
]);

// The old build stays in place until the new one is whole.
await rm(target, { recursive: true, force: true });
await rename(fresh, target);

const outputs = built.flatMap((result) => Object.entries(result.metafile.outputs));
for (const [path, { bytes }] of outputs) {
  if (/\.(css|js)$/.test(path)) {
    console.log(`${path.replace("assets.new", "assets")} ${Math.round(bytes / 1024)} kB`);
  }
}
