// Reads OpenAPI documents, whose paths are the arguments, as a client does: each pattern is compiled by this engine
// (ECMA-262, flag u as JSON Schema asks), each example is validated against its schema. A line of JSON per finding:
// {document, at, fault}; the patterns themselves are told with what they match: {pattern, text, matches}.
import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

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
  const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: true, validateFormats: true });
  addFormats(ajv);
  for (const format of ["int32", "int64", "float", "binary"]) {
    ajv.addFormat(format, true);
  }
  ajv.addSchema(document, name);
  for (const [node, at] of walk(document, "#")) {
    if (typeof node.pattern === "string") {
      checkPattern(name, at, node.pattern);
    }
    if (node.schema && (node.example !== undefined || node.examples)) {
      const validate = ajv.compile({ $ref: `${name}${at}/schema` });
      for (const value of examples(node)) {
        if (!validate(value)) {
          say({ document: name, at, fault: ajv.errorsText(validate.errors) + ": " + JSON.stringify(value) });
        }
      }
    } else if (node.example !== undefined && (node.type || node.$ref)) {
      const validate = ajv.compile({ $ref: `${name}${at}` });
      if (!validate(node.example)) {
        say({ document: name, at, fault: ajv.errorsText(validate.errors) + ": " + JSON.stringify(node.example) });
      }
    }
  }
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

function examples(media) {
  const named = Object.values(media.examples ?? {}).map(example => example.value);
  return [...named, ...(media.example === undefined ? [] : [media.example])];
}

process.argv.slice(2).forEach(check);
