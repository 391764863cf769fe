// DuckDB in this process. Two copies of the events, each in the order that suits its questions.
import fs from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import * as s from './shared.mjs';

const raw = `{'event_id': 'UBIGINT', 'user_id': 'VARCHAR', 'uid': 'UINTEGER', 'session_id': 'UBIGINT',
  'event_name': 'VARCHAR', 'ts': 'BIGINT', 'country': 'VARCHAR', 'device': 'VARCHAR', 'source': 'VARCHAR',
  'category': 'VARCHAR', 'price': 'DECIMAL(12,2)', 'product_id': 'UINTEGER', 'is_bot': 'BOOLEAN', 'erased': 'BOOLEAN'}`;
const words = ['event_name', 'country', 'device', 'source', 'category'];
const orders = { by_actor: 'is_bot, erased, uid, ts', by_name: 'is_bot, erased, event_name, ts' };

const where = ([from, to]) =>
  `NOT is_bot AND NOT erased AND ts >= TIMESTAMP '${s.at(from)}' AND ts < TIMESTAMP '${s.at(to)}'`;
const window = "INTERVAL '7 days'";

// Each step takes the start of the chain that the last step before it belongs to.
const funnel = (steps, first) => `
WITH f AS (SELECT uid AS u, ts, event_name AS e FROM by_name
  WHERE ${where(s.lastNinety)} AND event_name IN (${s.list(steps)})
    ${first ? `AND (event_name <> '${steps[0]}' OR ${first})` : ''}),
k1 AS (SELECT u, ts, ts AS start FROM f WHERE e = '${steps[0]}')
${steps.slice(1).map((step, i) => `,
k${i + 2} AS (SELECT b.u, b.ts, a.start FROM (SELECT u, ts FROM f WHERE e = '${step}') b
  ASOF JOIN k${i + 1} a ON a.u = b.u AND a.ts < b.ts WHERE a.start >= b.ts - ${window})`).join('')}
SELECT ${steps.map((_, i) => `(SELECT count(DISTINCT u) FROM k${i + 1})`)}`;

const week = `((ts::date - DATE '${s.at(s.weeks[0]).slice(0, 10)}') // 7)`;

export const questions = {
  Q1: `SELECT d::varchar, event_name::varchar, c FROM (
    SELECT ts::date AS d, event_name, count(*) AS c FROM by_name WHERE ${where(s.all)} GROUP BY 1, 2)`,
  Q2a: `SELECT d::varchar, count(*) FROM (
    SELECT DISTINCT ts::date AS d, uid FROM by_actor WHERE ${where(s.all)}) z GROUP BY z.d`,
  Q2b: `WITH active AS (SELECT DISTINCT uid AS u, ts::date - DATE '${s.firstDate}' AS d FROM by_actor WHERE ${where(s.all)}),
    next AS (SELECT d, lead(d, 1, 9999) OVER (PARTITION BY u ORDER BY d) AS n FROM active),
    spans AS (SELECT d, least(n, d + 30) AS n, count(*) AS c FROM next GROUP BY 1, 2)
    SELECT (DATE '${s.firstDate}' + day::int)::varchar, sum(CASE WHEN d = day THEN c ELSE 0 END),
      sum(CASE WHEN d > day - 7 THEN c ELSE 0 END), sum(c)
    FROM generate_series(0, 179) AS t(day) JOIN spans ON spans.d <= t.day AND spans.n > t.day GROUP BY day`,
  Q3: `SELECT d::varchar, country::varchar, revenue FROM (
    SELECT ts::date AS d, country, sum(price) AS revenue FROM by_name
    WHERE ${where(s.all)} AND event_name = 'payment_completed' GROUP BY 1, 2)`,
  Q4: funnel(s.three),
  Q5: `WITH f AS (SELECT uid AS u, ts, country, event_name AS e FROM by_name
      WHERE ${where(s.lastNinety)} AND event_name IN (${s.list(s.three)})),
    cp AS (SELECT c.u, c.ts AS t2, p.ts AS t3 FROM (SELECT u, ts FROM f WHERE e = '${s.three[1]}') c
      ASOF LEFT JOIN (SELECT u, ts FROM f WHERE e = '${s.three[2]}') p ON c.u = p.u AND c.ts < p.ts),
    starts AS (SELECT v.u, v.country, v.ts AS t1, cp.t2, cp.t3
      FROM (SELECT u, ts, country FROM f WHERE e = '${s.three[0]}') v ASOF LEFT JOIN cp ON v.u = cp.u AND v.ts < cp.t2),
    levels AS (SELECT u, country, t1, t2, t3,
      CASE WHEN t3 <= t1 + ${window} THEN 3 WHEN t2 <= t1 + ${window} THEN 2 ELSE 1 END AS level FROM starts),
    best AS (SELECT u, b.country, b.t1, b.t2, b.t3, b.level FROM (
      SELECT u, arg_min({'country': country, 't1': t1, 't2': t2, 't3': t3, 'level': level}, {'a': -level, 'b': t1}) AS b
      FROM levels GROUP BY u))
    SELECT country::varchar, count(*), count(*) FILTER (WHERE level >= 2), count(*) FILTER (WHERE level >= 3),
      quantile_cont(CASE WHEN level >= 2 THEN date_diff('millisecond', t1, t2) END, 0.5),
      quantile_cont(CASE WHEN level >= 3 THEN date_diff('millisecond', t2, t3) END, 0.5)
    FROM best GROUP BY country`,
  Q6: funnel(s.five, "device = 'mobile'"),
  Q7: `WITH m AS (SELECT mask, count(*) AS c FROM (
      SELECT uid, bit_or(1 << (${week})::int) AS mask FROM by_actor WHERE ${where(s.weeks)} GROUP BY uid) GROUP BY mask),
    k AS (SELECT mask, c, (SELECT min(i) FROM generate_series(0, 11) AS t(i) WHERE (mask >> i::int) & 1 = 1) AS cohort FROM m)
    SELECT cohort, i - cohort, sum(c) FROM k JOIN generate_series(0, 11) AS t(i) ON (mask >> i::int) & 1 = 1 GROUP BY 1, 2`,
  Q8: `SELECT count(*) FROM (SELECT uid FROM by_name WHERE ${where(s.lastThirty)}
      AND event_name IN ('product_added_to_cart', 'payment_completed')
    GROUP BY uid HAVING count(*) FILTER (WHERE event_name = 'product_added_to_cart') >= 3
      AND count(*) FILTER (WHERE event_name = 'payment_completed') = 0)`,
  Q9: `SELECT product_id, sum(price) AS revenue, count(DISTINCT uid) FROM by_name
    WHERE ${where(s.all)} AND event_name = 'payment_completed'
    GROUP BY product_id ORDER BY revenue DESC, product_id::varchar LIMIT 20`,
  Q10: `SELECT c, d[1], d[2], p[1], p[2] FROM (
    SELECT count(*) AS c, quantile_cont(duration, [0.5, 0.9]) AS d, quantile_cont(pages, [0.5, 0.9]) AS p
    FROM (SELECT session_id, date_diff('millisecond', min(ts), max(ts)) AS duration,
        count(*) FILTER (WHERE event_name = 'page_view') AS pages
      FROM by_actor WHERE ${where(s.all)} GROUP BY session_id))`,
};

export async function open(directory) {
  // One file a copy, so that its size is the copy's.
  const file = (table) => path.join(directory, `${table}.duckdb`);
  const database = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '8GB' });
  const connection = await database.connect();
  const isLoaded = () => Object.keys(orders).every((table) => fs.existsSync(file(table)));
  const ask = async (sql) => (await connection.runAndReadAll(sql)).getRowsJson();
  const use = async () => {
    for (const table of Object.keys(orders)) await connection.run(`ATTACH IF NOT EXISTS '${file(table)}' AS ${table}_file`);
    for (const table of Object.keys(orders)) await connection.run(`CREATE OR REPLACE VIEW ${table} AS FROM ${table}_file.events`);
  };
  if (isLoaded()) await use();
  return {
    ask,
    async load(csv) {
      const source = `read_csv('${csv}', header = false, columns = ${raw})`;
      for (const [table, order] of Object.entries(orders)) {
        await connection.run(`ATTACH '${file(table)}' AS ${table}_file`);
        for (const word of words)
          await connection.run(`CREATE TYPE ${table}_file.${word}_t AS ENUM (
            SELECT DISTINCT ${word} FROM ${source} WHERE ${word} IS NOT NULL ORDER BY 1)`);
        await connection.run(`CREATE TABLE ${table}_file.events AS SELECT * REPLACE (
          ${words.map((word) => `${word}::${table}_file.${word}_t AS ${word}`)}, epoch_ms(ts)::TIMESTAMP AS ts)
          FROM ${source} ORDER BY ${order}`);
        await connection.run(`CHECKPOINT ${table}_file`);
      }
      await use();
    },
    async about() {
      const [[version]] = await ask('SELECT version()');
      return {
        name: `DuckDB ${version.replace(/^v/, '')}`,
        bytes: Object.fromEntries(Object.keys(orders).map((table) => [table, [fs.statSync(file(table)).size, null]])),
      };
    },
  };
}
