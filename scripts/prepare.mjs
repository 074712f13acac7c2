/** What both commands need first, in plain JavaScript for the Node that happens to be there. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(ROOT);

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) {
  console.error(
    `需要 Node 20 或更新，当前是 ${process.versions.node}。Node 20 or newer is needed, this is ${process.versions.node}.`,
  );
  process.exit(2);
}

/** The Node of the project's own dependency: 24, whatever the machine has. */
export function projectNode() {
  const node = path.join(ROOT, 'node_modules/.bin/node');
  const installed = process.platform === 'win32' ? `${node}.cmd` : node;
  if (!existsSync(installed)) {
    console.error(
      '项目自带的 Node 24 没有装好：npm 可能设置了 ignore-scripts，请去掉后重新运行 npm ci。\n' +
        "The project's own Node 24 is missing: npm may be set to ignore-scripts; unset it and run npm ci again.",
    );
    process.exit(2);
  }
  return installed;
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function readStamp(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Takes turns with another start or test in the same checkout. */
async function exclusively(name, work) {
  const lock = path.join(ROOT, `.${name}.lock`);
  for (let waited = 0; ; waited++) {
    try {
      mkdirSync(lock);
      writeFileSync(path.join(lock, 'pid'), String(process.pid));
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (isStale(lock)) rmSync(lock, { recursive: true, force: true });
      else await new Promise((r) => setTimeout(r, 300));
    }
  }
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.on('exit', release);
  try {
    await work();
  } finally {
    release();
    process.off('exit', release);
  }
}

function isStale(lock) {
  try {
    process.kill(Number(readFileSync(path.join(lock, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

export async function ensureInstalled() {
  const stamp = path.join(ROOT, 'node_modules/.deep-alley-installed');
  const wanted = () => hashOf(['package-lock.json', 'package.json']);
  const isDone = () => readStamp(stamp) === wanted() && existsSync(path.join(ROOT, 'node_modules/.bin/vite'));
  if (isDone()) return;
  await exclusively('install', () => {
    if (isDone()) return;
    console.log('正在安装依赖…… Installing dependencies…');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const run = spawnSync(npm, ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (run.status !== 0) {
      console.error('安装失败：请看上面 npm 的提示。The install failed: see what npm says above.');
      process.exit(1);
    }
    writeFileSync(stamp, wanted());
  });
}

function filesBelow(directory) {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile())
    .map((e) => path.join(e.parentPath ?? e.path, e.name))
    .filter(
      (file) => !file.includes(`${path.sep}paraglide${path.sep}`) && !/\.(test|db\.test)\.ts$/.test(file),
    )
    .sort();
}

export async function ensureBuilt() {
  const stamp = path.join(ROOT, 'build/.deep-alley-built');
  const sources = () => [
    ...['src', 'static', 'messages', 'project.inlang'].flatMap((d) =>
      filesBelow(d).filter((f) => !f.includes('cache')),
    ),
    ...['package-lock.json', 'svelte.config.js', 'vite.config.ts', 'tsconfig.json', 'scripts/prepare.mjs'],
  ];
  const wanted = hashOf(sources());
  if (readStamp(stamp) === wanted) return;
  await exclusively('build', () => {
    if (readStamp(stamp) === wanted) return;
    console.log('正在构建…… Building…');
    compileWords();
    runTool('vite', ['build', '--logLevel', 'warn']);
    writeFileSync(stamp, wanted);
  });
}

/** The language of a page comes from the server's hook, in the browser too ('custom-page'); one place says so. */
export function compileWords() {
  const project = ['--project', './project.inlang', '--outdir', './src/lib/paraglide'];
  runTool('paraglide-js', ['compile', ...project, '--strategy', 'custom-page', 'baseLocale']);
}

/** A tool's own chatter is shown only when it failed. */
function runTool(name, args) {
  const bin = path.join(ROOT, 'node_modules/.bin');
  const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
  const run = spawnSync(path.join(bin, process.platform === 'win32' ? `${name}.cmd` : name), args, {
    env,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
    shell: process.platform === 'win32',
  });
  if (run.status !== 0) {
    console.error(run.stdout, run.stderr);
    console.error(`${name} 失败。${name} failed.`);
    process.exit(1);
  }
}
