import { readdirSync, readFileSync } from "node:fs";

export default function (config) {
  config.addPassthroughCopy("assets");
  config.addGlobalData("reports", () => readdirSync("reports").map((name) => JSON.parse(readFileSync(`reports/${name}`))));
}
