// Validates every page with html-validate; exits 1 on an error.
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { pages, read } from "./site.mjs";

const validator = new HtmlValidate(
  new StaticConfigLoader({
    extends: ["html-validate:recommended"],
    rules: {
      // Style of writing, which minifying changes and no reader sees.
      "attr-quotes": "off",
      "doctype-style": "off",
      "void-style": "off",
      "no-trailing-whitespace": "off",
      // The HTML standard allows a `>`, and an `&` that begins no reference; minifying writes them so.
      "no-raw-characters": ["error", { relaxed: true }],
      "attribute-boolean-style": "off",
      "attribute-empty-style": "off",
      // A button submits where it does not say otherwise, and minifying leaves that unsaid.
      "no-implicit-button-type": "off",
      // On phones table parts become blocks, and browsers then drop their roles unless they are written down.
      "no-redundant-role": "off",
      // Official titles are as long as they are.
      "long-title": "off",
      // Each section is named by its heading; a page without script has no use for a role on inline SVG.
      "prefer-native-element": "off",
    },
  }),
);

let errors = 0;
for (const path of pages) {
  const report = await validator.validateString(read(path), path);
  for (const result of report.results) {
    for (const message of result.messages.filter((message) => message.severity === 2)) {
      errors += 1;
      console.error(`${path}:${message.line}:${message.column} ${message.ruleId}: ${message.message}`);
    }
  }
}
console.log(`html-validate: ${pages.length} pages, ${errors} errors`);
process.exit(errors ? 1 : 0);
