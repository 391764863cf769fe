// ClickHouse in this process. Two copies of the events, each in the order that suits its questions.
import path from 'node:path';
import { Session } from 'chdb';
import * as s from './shared.mjs';

const settings = 'max_threads = 2, max_insert_threads = 2, use_query_cache = 0, use_query_condition_cache = 0';
const columns = `event_id UInt64, user_id String, uid UInt32, session_id UInt64, event_name LowCardinality(String),
  ts DateTime64(3, 'UTC'), country LowCardinality(String), device LowCardinality(String),
  source LowCardinality(String), category LowCardinality(String), price Decimal64(2), product_id UInt32,
  is_bot UInt8, erased UInt8`;
const orders = { by_actor: 'is_bot, erased, uid, ts', by_name: 'is_bot, erased, event_name, ts' };

const counts = 'is_bot = 0 AND erased = 0';
const time = (text) => `toDateTime64('${text}.000', 3, 'UTC')`;
const where = ([from, to]) => `${counts} AND ts >= ${time(s.at(from))} AND ts < ${time(s.at(to))}`;
const milliseconds = 'toUnixTimestamp64Milli(ts)';

const funnel = (table, steps, first) => `
SELECT ${steps.map((_, i) => `countIf(level >= ${i + 1})`)} FROM (
  SELECT uid, windowFunnel(${s.window}, 'strict_increase')(toUInt64(${milliseconds}),
    ${steps.map((step, i) => `event_name = '${step}'${i === 0 && first ? ` AND ${first}` : ''}`)}) AS level
  FROM ${table} WHERE ${where(s.lastNinety)} AND event_name IN (${s.list(steps)})
    ${first ? `AND (event_name != '${steps[0]}' OR ${first})` : ''}
  GROUP BY uid)`;

const never = '9000000000000';

export const questions = {
  Q1: `SELECT toString(toDate(ts)), event_name, count() FROM by_name WHERE ${where(s.all)}
    GROUP BY toDate(ts), event_name`,
  Q2a: `SELECT toString(day), count() FROM (
    SELECT DISTINCT toDate(ts) AS day, uid FROM by_actor WHERE ${where(s.all)}) GROUP BY day`,
  Q2b: `WITH actors AS (SELECT dateDiff('day', toDate('${s.firstDate}'), toDate(ts)) AS d, groupBitmapState(uid) AS state
      FROM by_actor WHERE ${where(s.all)} GROUP BY d)
    SELECT toString(toDate('${s.firstDate}') + day), groupBitmapMergeIf(state, day = d),
      groupBitmapMergeIf(state, day < d + 7), groupBitmapMerge(state)
    FROM (SELECT d, arrayJoin(range(d, least(d + 30, 180))) AS day, state FROM actors) GROUP BY day`,
  Q3: `SELECT toString(toDate(ts)), country, sum(price) FROM by_name
    WHERE ${where(s.all)} AND event_name = 'payment_completed' GROUP BY toDate(ts), country`,
  Q4: funnel('by_name', s.three),
  Q5: `WITH f AS (SELECT uid AS u, toInt64(${milliseconds}) AS tm, country, event_name AS e FROM by_name
      WHERE ${where(s.lastNinety)} AND event_name IN (${s.list(s.three)})),
    v AS (SELECT u, tm AS t1, country FROM f WHERE e = '${s.three[0]}'),
    c AS (SELECT u, tm AS t2 FROM f WHERE e = '${s.three[1]}'),
    p AS (SELECT u, tm AS t3 FROM f WHERE e = '${s.three[2]}'),
    cp AS (SELECT c.u AS u, c.t2 AS t2, if(p.t3 = 0, ${never}, p.t3) AS t3
      FROM c ASOF LEFT JOIN p ON c.u = p.u AND c.t2 < p.t3),
    starts AS (SELECT v.u AS u, v.country AS country, v.t1 AS t1, if(cp.t2 = 0, ${never}, cp.t2) AS t2,
      if(cp.t2 = 0, ${never}, cp.t3) AS t3 FROM v ASOF LEFT JOIN cp ON v.u = cp.u AND v.t1 < cp.t2)
    SELECT b.1 AS country, count(), countIf(b.2 >= 2), countIf(b.2 >= 3),
      quantileExactInclusiveIf(0.5)(b.4 - b.3, b.2 >= 2), quantileExactInclusiveIf(0.5)(b.5 - b.4, b.2 >= 3)
    FROM (SELECT u, argMin((country, level, t1, t2, t3), (-level, t1)) AS b
      FROM (SELECT u, country, t1, t2, t3,
        toInt8(multiIf(t3 <= t1 + ${s.window}, 3, t2 <= t1 + ${s.window}, 2, 1)) AS level FROM starts) GROUP BY u)
    GROUP BY country`,
  Q6: funnel('by_actor', s.five, "device = 'mobile'"),
  Q7: `SELECT bitCount(bitXor(mask, mask - 1)) - 1 AS cohort,
      arrayJoin(arrayMap(x -> toInt32(x) - cohort, bitPositionsToArray(mask))) AS period, sum(c)
    FROM (SELECT mask, count() AS c FROM (SELECT uid, groupBitOr(toUInt16(bitShiftLeft(toUInt16(1),
        intDiv(toRelativeDayNum(ts) - ${s.daysBeforeWeeks}, 7)))) AS mask
      FROM by_name WHERE ${where(s.weeks)} GROUP BY uid) GROUP BY mask) GROUP BY cohort, period`,
  Q8: `SELECT count() FROM (SELECT uid FROM by_name WHERE ${where(s.lastThirty)}
      AND event_name IN ('product_added_to_cart', 'payment_completed')
    GROUP BY uid HAVING countIf(event_name = 'product_added_to_cart') >= 3
      AND countIf(event_name = 'payment_completed') = 0)`,
  Q9: `SELECT product_id, sum(price) AS revenue, uniqExact(uid) FROM by_name
    WHERE ${where(s.all)} AND event_name = 'payment_completed'
    GROUP BY product_id ORDER BY revenue DESC, toString(product_id) LIMIT 20`,
  Q10: `SELECT c, d[1], d[2], p[1], p[2] FROM (
    SELECT count() AS c, quantilesExactInclusive(0.5, 0.9)(duration) AS d, quantilesExactInclusive(0.5, 0.9)(pages) AS p
    FROM (SELECT session_id, toInt64(toUnixTimestamp64Milli(max(ts))) - toInt64(toUnixTimestamp64Milli(min(ts))) AS duration,
        countIf(event_name = 'page_view') AS pages
      FROM by_actor WHERE ${where(s.all)} GROUP BY session_id))`,
};

export async function open(directory) {
  const session = new Session(path.join(directory, 'clickhouse'));
  const ask = async (sql) => session.query(`${sql} SETTINGS ${settings}`, 'JSONCompactEachRow')
    .split('\n').filter(Boolean).map((line) => JSON.parse(line));
  return {
    ask,
    async load(csv) {
      const raw = columns.replace(/ts DateTime64[^)]*\)/, 'ts Int64');
      for (const [table, order] of Object.entries(orders)) {
        session.query(`DROP TABLE IF EXISTS ${table}`);
        session.query(`CREATE TABLE ${table} (${columns}) ENGINE = MergeTree ORDER BY (${order})`);
        session.query(`INSERT INTO ${table} SELECT * REPLACE (fromUnixTimestamp64Milli(ts, 'UTC') AS ts)
          FROM file('${csv}', CSV, '${raw}')
          SETTINGS max_threads = 2, max_insert_threads = 2, input_format_csv_empty_as_default = 1`);
        session.query(`OPTIMIZE TABLE ${table} FINAL`);
      }
    },
    async about() {
      const [[version]] = await ask('SELECT version()');
      const bytes = await ask(`SELECT table, sum(column_data_compressed_bytes), sumIf(column_data_compressed_bytes, column = 'event_id')
        FROM system.parts_columns WHERE active AND table IN ('by_actor', 'by_name') GROUP BY table`);
      return {
        name: `ClickHouse ${version}`,
        bytes: Object.fromEntries(bytes.map(([table, total, ids]) => [table, [Number(total), Number(total) - Number(ids)]])),
      };
    },
  };
}
