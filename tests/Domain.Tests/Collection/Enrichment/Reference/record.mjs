// The table that the parser is compared with: browsers from the package user-agents (BSD-2-Clause), a few of each kind,
// programs that it lacks, and crawlers from crawler-user-agents (MIT), a few of each letter; what ua-parser-js (MIT)
// and isbot (Unlicense) read from them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
// The package exports its generator and not its data, which lie beside it.
const agentData = new URL('user-agents.json', pathToFileURL(require.resolve('user-agents')));
const { UAParser } = require('ua-parser-js');
const { isbot } = require('isbot');
const browsers = JSON.parse(readFileSync(agentData, 'utf8')).map((one) => one.userAgent);
const crawlers = require('crawler-user-agents').flatMap((one) => one.instances ?? []);

const rare = [
  'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko',
  'Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/64.0.3282.140 Safari/537.36 Edge/18.17763',
  'Mozilla/5.0 (iPad; CPU OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 Vivaldi/6.7.3329.35',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/455.0.0.38.108;FBBV/576829113]',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21E219 Instagram 326.0.0.25.80',
  'Mozilla/5.0 (Linux; Android 13; SM-G991B; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.6099.144 Mobile Safari/537.36',
  'Mozilla/5.0 (Linux; Android 12; SM-T870) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/23.0 Chrome/115.0.0.0 Safari/537.36',
  'Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/2.2 Chrome/76.0.3809.146 TV Safari/537.36',
  'Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/87.0.4280.88 Safari/537.36 WebAppManager',
  'Mozilla/5.0 (PlayStation; PlayStation 5/6.00) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.4 Safari/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; Xbox; Xbox One) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/115.0.0.0 Safari/537.36 Edg/115.0.1901.203',
  'Mozilla/5.0 (Linux; Android 9; KFMAWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/122.4.3 like Chrome/122.0.6261.90 Safari/537.36',
  'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36',
  'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:123.0) Gecko/20100101 Firefox/123.0',
  'Mozilla/5.0 (Linux; U; Android 11; en-US; Redmi Note 8) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 UCBrowser/13.4.2.1307 Mobile Safari/537.36',
  'Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18',
];

const kind = (text) => {
  const { browser, os, device } = new UAParser(text).getResult();
  return [browser.name, os.name, device.type].join('|');
};
const seen = new Map();
const few = (texts, key, most) => texts.filter((text) => {
  const count = seen.get(key(text)) ?? 0;
  seen.set(key(text), count + 1);
  return count < most;
});
const chosen = [...new Set([...few(browsers, kind, 4), ...rare, ...few(crawlers, (text) => `crawler ${text[0]}${text.length % 7}`, 1)])];

console.log(`[\n${chosen.map((userAgent) => {
  const { browser, os, device } = new UAParser(userAgent).getResult();
  const version = Number.parseInt(browser.version, 10);
  return `  ${JSON.stringify({
    userAgent,
    browser: browser.name ?? null,
    version: Number.isNaN(version) ? null : version,
    os: os.name ?? null,
    device: device.type ?? null,
    bot: isbot(userAgent),
  })}`;
}).join(',\n')}\n]`);
