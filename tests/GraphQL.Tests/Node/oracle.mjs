// Answers requests of the tests with npm graphql: one JSON object a line in, one out, in any order.
// {"id": 1, "command": "validate", "input": {...}} is answered by {"id": 1, "result": ...} or {"id": 1, "error": "..."}.
// Every module in oracle/, or in the folder that is named, adds the functions that it exports as `commands`.
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';

const commands = {};
const folder = new URL(`${process.argv[2] ?? 'oracle'}/`, import.meta.url);
for (const file of readdirSync(folder).filter((name) => name.endsWith('.mjs')).sort()) {
  Object.assign(commands, (await import(new URL(file, folder))).commands);
}

async function answer({ id, command, input }) {
  try {
    if (!Object.hasOwn(commands, command)) throw new Error(`no module has the command "${command}"`);
    return { id, result: (await commands[command](input)) ?? null };
  } catch (error) {
    return { id, error: String(error?.stack ?? error) };
  }
}

// The end of the input is the end of the process that asks: so no oracle outlives its test run.
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  void answer(JSON.parse(line)).then((reply) => process.stdout.write(`${JSON.stringify(reply)}\n`));
}
process.exit(0);
