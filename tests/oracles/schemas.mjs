// Whether other people's programs agree about schemas. The argument is a file with a JSON document in each line: a contract's name, its
// schema as it is sent (wire), documents that its writer made (written), its full schema, and texts with what the tests' own evaluator says
// of them (verdicts). What they do not agree about is written out, and the program ends with 1.
import { isDeepStrictEqual } from 'node:util';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import { toStrictJsonSchema } from 'openai/lib/transform';

// The engine's package says that it is an ES module, and is none.
const { Grammar, Testings } = loadCommonJs(new URL('node_modules/@mlc-ai/web-xgrammar/lib/index.js', import.meta.url));

const contracts = readFileSync(process.argv[2], 'utf8').split('\n').filter((line) => line.length > 0).map((line) => JSON.parse(line));
const complaints = [];
const counts = { linted: 0, compiled: 0, accepted: 0, evaluated: 0 };

for (const { name, wire, written, full, verdicts } of contracts) {
  const complain = (what) => complaints.push(`${name}: ${what}\n${JSON.stringify(what.startsWith('ajv') ? full : wire)}`);

  // The official SDK takes a schema for strict mode as it is.
  try {
    if (!isDeepStrictEqual(toStrictJsonSchema(wire), wire)) complain('the SDK changes the schema');
    counts.linted++;
  } catch (error) {
    complain(`the SDK refuses the schema: ${error.message}`);
  }

  // A constrained-decoding engine builds a grammar, and that takes what the writer writes.
  try {
    const grammar = await Grammar.fromJSONSchema(JSON.stringify(wire), true);
    counts.compiled++;
    for (const text of written) {
      if (!(await Testings.isGrammarAcceptString(grammar, text))) complain(`the engine does not take ${text}`);
      counts.accepted++;
    }
    grammar.dispose();
  } catch (error) {
    complain(`the engine refuses the schema: ${error.message ?? error}`);
  }

  // A validator says of documents what the evaluator says.
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(full);
  for (const [text, isValid] of verdicts) {
    if (validate(JSON.parse(text)) !== isValid) complain(`ajv says ${!isValid} of ${text}`);
    counts.evaluated++;
  }
}

console.log(JSON.stringify(counts));
for (const complaint of complaints.slice(0, 20)) console.error(complaint);
if (complaints.length > 0) console.error(`${complaints.length} complaints`);
process.exit(complaints.length > 0 ? 1 : 0);

function loadCommonJs(url) {
  const path = fileURLToPath(url);
  const module = { exports: {} };
  new Function('module', 'exports', 'require', '__filename', '__dirname', readFileSync(path, 'utf8'))(module, module.exports, createRequire(path), path, dirname(path));
  return module.exports;
}
