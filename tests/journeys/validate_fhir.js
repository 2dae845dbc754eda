// Reads a folder of FHIR resources and prints what the npm package fhir finds wrong, as JSON.
const fs = require("node:fs");
const path = require("node:path");
const { Fhir } = require("fhir");

const folder = process.argv[2];
const validator = new Fhir();
const wrong = {};
for (const name of fs.readdirSync(folder)) {
  const resource = JSON.parse(fs.readFileSync(path.join(folder, name), "utf8"));
  const told = validator.validate(resource, { errorOnUnexpected: true });
  const errors = told.messages.filter((one) => ["error", "fatal"].includes(one.severity));
  if (errors.length) wrong[name] = errors.map((one) => `${one.location}: ${one.message}`);
}
console.log(JSON.stringify(wrong));
