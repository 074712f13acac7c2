/** A Chromium for the browser tests: named, Playwright's own, the system's, from npm, or installed from Debian. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './prepare.mjs';

const SPARTICUZ = '@sparticuz/chromium@153.0.0';

/** @returns the path of an executable; exits with what was tried when there is none. */
export async function findBrowser() {
  const tried = [];
  for (const [name, look] of [
    ['TEST_BROWSER', () => process.env.TEST_BROWSER],
    ['Playwright', playwrightsOwn],
    ['system', systemChromium],
    ['apt-get install chromium', aptChromium],
    [SPARTICUZ, npmChromium],
  ]) {
    try {
      const found = await look();
      if (found && existsSync(found) && spawnSync(found, ['--version', '--no-sandbox']).status === 0)
        return found;
      tried.push(name);
    } catch (error) {
      tried.push(`${name} (${error instanceof Error ? error.message : error})`);
    }
  }
  console.error(
    `找不到 Chromium，试过：${tried.join('；')}。请安装 Chromium，或用 TEST_BROWSER 指定路径。\n` +
      `No Chromium found; tried: ${tried.join('; ')}. Install Chromium, or name its path in TEST_BROWSER.`,
  );
  process.exit(1);
}

async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

function systemChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  for (const name of names) {
    const found = spawnSync('which', [name]).stdout?.toString().trim();
    if (found) return found;
  }
  return ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'].find((p) => existsSync(p));
}

function aptChromium() {
  if (process.platform !== 'linux' || process.getuid() !== 0 || spawnSync('which', ['apt-get']).status !== 0)
    return null;
  console.log('正在安装 Chromium…… Installing Chromium…');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };
  spawnSync('apt-get', ['update', '-qq'], quiet);
  spawnSync(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
    quiet,
  );
  return systemChromium();
}

async function npmChromium() {
  const home = path.join(ROOT, '.cache/browser');
  mkdirSync(home, { recursive: true });
  writeFileSync(path.join(home, 'package.json'), '{"private":true}');
  const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', home, SPARTICUZ], {
    stdio: 'inherit',
  });
  if (npm.status !== 0) return null;
  // The package looks for this to choose the libraries that it unpacks beside the binary.
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x';
  const entry = path.join(home, 'node_modules/@sparticuz/chromium/build/esm/index.js');
  const { default: chromium } = await import(pathToFileURL(entry).href);
  return chromium.executablePath();
}
