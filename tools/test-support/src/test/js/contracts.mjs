// Reads OpenAPI documents, whose paths are the arguments, as a client does: each pattern is compiled by this engine
// (ECMA-262, flag u as JSON Schema asks), a client's checks are generated of each document (a module of its own beside this
// one) and each example of a body, a parameter or a schema goes through them. A line of JSON per finding:
// {document, at, fault}; the patterns themselves are told with what they match: {pattern, text, matches}, the examples by
// how many there are: {document, examples}.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import addFormats from "ajv-formats";

const require = createRequire(import.meta.url);

const SAMPLES = JSON.parse(process.env.SAMPLES ?? "[]");
const say = what => console.log(JSON.stringify(what));

function* walk(node, at) {
  if (node && typeof node === "object") {
    yield [node, at];
    for (const [key, value] of Object.entries(node)) {
      yield* walk(value, `${at}/${encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))}`);
    }
  }
}

function check(file) {
  const document = JSON.parse(readFileSync(file, "utf8"));
  const name = file.split("/").pop();
  const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: true, code: { source: true } });
  addFormats(ajv);
  for (const format of ["int32", "int64", "float", "binary"]) {
    ajv.addFormat(format, true);
  }
  ajv.addSchema(document, name);
  const checks = [];
  for (const [node, at] of walk(document, "#")) {
    if (typeof node.pattern === "string") {
      checkPattern(name, at, node.pattern);
    }
    const values = examples(node);
    if (values.length > 0) {
      const key = `check${checks.length}`;
      checks.push({ key, at, values });
      ajv.addSchema({ $ref: `${name}${at}${node.schema ? "/schema" : ""}` }, key);
    }
  }
  try {
    checkExamples(name, checks, generated(name, ajv, checks), ajv);
  } catch (fault) {
    say({ document: name, at: "#", fault: `no client can be made of it: ${fault}` });
  }
}

function generated(name, ajv, checks) {
  const file = new URL(`${name}.cjs`, import.meta.url);
  writeFileSync(file, standalone(ajv, Object.fromEntries(checks.map(({ key }) => [key, key]))));
  return require(fileURLToPath(file));
}

function checkExamples(name, checks, client, ajv) {
  for (const { key, at, values } of checks) {
    for (const value of values) {
      if (!client[key](value)) {
        say({ document: name, at, fault: ajv.errorsText(client[key].errors) + ": " + JSON.stringify(value) });
      }
    }
  }
  say({ document: name, examples: checks.flatMap(({ values }) => values).length });
}

function checkPattern(name, at, pattern) {
  try {
    const expression = new RegExp(pattern, "u");
    if (!pattern.startsWith("^") || !pattern.endsWith("$")) {
      say({ document: name, at, fault: `${pattern} (expected: anchored, ^…$)` });
    }
    for (const text of SAMPLES) {
      say({ pattern, text, matches: expression.test(text) });
    }
  } catch (fault) {
    say({ document: name, at, fault: String(fault) });
  }
}

/** Of a body or a parameter by name, of a schema in a list; what has none of both is no place for examples. */
function examples(node) {
  if (!node.schema && !node.$ref && typeof node.type !== "string" && !Array.isArray(node.type)) {
    return [];
  }
  const several = Array.isArray(node.examples)
    ? node.examples
    : node.schema
      ? Object.values(node.examples ?? {}).map(example => example.value)
      : [];
  return [...several, ...(node.example === undefined ? [] : [node.example])];
}

process.argv.slice(2).forEach(check);
