// Bundles the portal's entry files into var/assets: one stylesheet with its fonts, one script for charts.
// Run by ./portal at set-up after `npm ci --ignore-scripts`; the pages also work without what it makes.
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const target = join(root, "var", "assets");
const fresh = `${target}.new`;

await rm(fresh, { recursive: true, force: true });
await mkdir(fresh, { recursive: true });

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
