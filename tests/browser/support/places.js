// Where things are: the build's programs, and the tree.
import { fileURLToPath } from "node:url";
import { join } from "node:path";

export const SOURCE = fileURLToPath(new URL("../../../", import.meta.url));
export const EXTENSION = join(SOURCE, "app/browser/extension");
const BUILD = process.env.TAPPAY_BUILD_DIR ?? join(SOURCE, "build/dev");
export const MODULES = join(BUILD, "browser/node_modules");
export const binary = (name) => join(BUILD, "bin", name);
