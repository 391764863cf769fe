// node peer.mjs clickhouse|duckdb DIRECTORY: answers one JSON command a line with one JSON line.
//   {"load": "FILE.csv"}             loads both copies unless they are there  -> {"name", "rows", "seconds", "bytes"}
//   {"ask": "Q1", "times": 5}        -> {"milliseconds": [...], "rows": [[...], ...]}
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';

const [engine, directory] = process.argv.slice(2);
const { open, questions } = await import(`./${engine}.mjs`);
const done = path.join(directory, `${engine}.json`);

async function load(peer, csv) {
  if (!fs.existsSync(done)) {
    const began = performance.now();
    await peer.load(csv);
    const seconds = (performance.now() - began) / 1000;
    const [[rows]] = await peer.ask('SELECT count(*) FROM by_actor');
    fs.writeFileSync(done, JSON.stringify({ ...await peer.about(), rows: Number(rows), seconds }));
  }
  return JSON.parse(fs.readFileSync(done, 'utf8'));
}

async function ask(peer, question, times) {
  const milliseconds = [];
  let rows;
  for (let i = 0; i < times; i++) {
    const began = performance.now();
    rows = await peer.ask(questions[question]);
    milliseconds.push(performance.now() - began);
  }
  return { milliseconds, rows };
}

if (!fs.existsSync(done)) fs.rmSync(directory, { recursive: true, force: true });
fs.mkdirSync(directory, { recursive: true });
const peer = await open(directory);
for await (const line of readline.createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  const answer = command.load ? await load(peer, command.load) : await ask(peer, command.ask, command.times);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
process.exit(0);
