// The real `opora` binary for the specs: on a free port of the loopback, with a data folder of its
// own, stopped and killed as a district's server would be.
//
// Importing the samples takes a while with a debug build, so it happens once: every server starts
// from a copy of that folder. Nothing is mocked here.
//
// OPORA_BIN: the binary (default: target/debug/opora). OPORA_SITE: the site (default: target/site).
// OPORA_SEED: a data folder with the samples, made earlier by the same binary, to save that import
// while writing specs; no server may hold it.

import { test as base, type TestInfo } from '@playwright/test';
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
const TARGET = process.env.CARGO_TARGET_DIR ?? join(REPOSITORY, 'target');
const BINARY = process.env.OPORA_BIN ?? join(TARGET, 'debug', 'opora');
const SITE = process.env.OPORA_SITE ?? join(TARGET, 'site');

const FIRST_START_MS = 240_000;
const START_MS = 60_000;
const STOP_MS = 20_000;

export type SignIn = { network: string; role: string; login: string; password: string };

export class Opora {
  private process: ChildProcess | null = null;

  /** The folder of the built site; another one counts from the next start on. */
  site = SITE;

  private constructor(
    /** The data folder of this server. */
    readonly data: string,
    private readonly port: number,
    private readonly logFile: string,
  ) {}

  /** A server that is not running yet, on data copied from `seed`, or empty without one. */
  static async prepare(logFile: string, seed?: string): Promise<Opora> {
    const data = await mkdtemp(join(tmpdir(), 'opora-'));
    if (seed) await cp(seed, data, { recursive: true });
    return new Opora(data, await freePort(), logFile);
  }

  /** Without a slash at the end; the same after every start. */
  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get isRunning(): boolean {
    return this.process !== null;
  }

  /** Starts, or starts again, on the same port and data; returns when it answers. */
  async start(limitMs: number = START_MS): Promise<void> {
    if (this.process) throw new Error('the server is already running');
    mkdirSync(dirname(this.logFile), { recursive: true });
    const log = openSync(this.logFile, 'a');
    const child = spawn(
      BINARY,
      ['serve', '--data', this.data, '--site', this.site, '--listen', `127.0.0.1:${this.port}`, '--samples'],
      { stdio: ['ignore', log, log], env: { ...process.env, RUST_MIN_STACK: '20971520' } },
    );
    closeSync(log);
    let failure: Error | null = null;
    child.once('error', (error) => (failure = error));
    child.once('exit', (code, signal) => {
      failure ??= new Error(`the server ended (${code ?? signal}); see ${this.logFile}`);
      if (this.process === child) this.process = null;
    });
    this.process = child;

    const deadline = Date.now() + limitMs;
    while (!(await this.answers())) {
      if (failure) throw failure;
      if (Date.now() > deadline) {
        await this.kill();
        throw new Error(`the server did not answer within ${limitMs} ms; see ${this.logFile}`);
      }
      await pause(50);
    }
  }

  /** Adds the generated network of many municipalities; the server must not run. */
  async generate(organisations: number, partnerships: number): Promise<void> {
    if (this.process) throw new Error('the server is running');
    const numbers = ['--organisations', String(organisations), '--partnerships', String(partnerships)];
    const child = spawn(BINARY, ['generate', '--data', this.data, ...numbers], {
      stdio: 'ignore',
      env: { ...process.env, RUST_MIN_STACK: '20971520' },
    });
    await ended(child);
    if (child.exitCode !== 0) throw new Error(`generating ended with ${child.exitCode ?? child.signalCode}`);
  }

  /** Asks the server to stop (SIGTERM) and waits until it has. */
  async stop(): Promise<void> {
    const child = this.process;
    if (!child) return;
    const gone = ended(child);
    child.kill('SIGTERM');
    const isGone = await Promise.race([gone.then(() => true), pause(STOP_MS, false, { ref: false })]);
    if (!isGone) {
      await this.kill();
      throw new Error(`the server did not stop within ${STOP_MS} ms of SIGTERM`);
    }
  }

  /** Lets the server hang (SIGSTOP): it takes connections and answers nobody. */
  freeze(): void {
    this.process?.kill('SIGSTOP');
  }

  /** Lets a server that hangs go on. */
  thaw(): void {
    this.process?.kill('SIGCONT');
  }

  /** Ends the server without any warning (SIGKILL). */
  async kill(): Promise<void> {
    const child = this.process;
    if (!child) return;
    const gone = ended(child);
    child.kill('SIGKILL');
    await gone;
  }

  /** Kills the server and forgets its data. */
  async remove(): Promise<void> {
    await this.kill();
    await rm(this.data, { recursive: true, force: true });
  }

  /** All sample sign-ins, as the first start wrote them: NETWORK ROLE LOGIN PASSWORD. */
  async signIns(): Promise<SignIn[]> {
    const text = await readFile(join(this.data, 'first-run.txt'), 'utf8');
    return text
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((words) => words.length === 4 && !words[0].startsWith('#'))
      .map(([network, role, login, password]) => ({ network, role, login, password }));
  }

  /** The sign-in of one role in one network; the sample example district when not named. */
  async signIn(role: string, network = 'example'): Promise<SignIn> {
    const all = await this.signIns();
    const found = all.find((one) => one.role === role && one.network === network);
    if (!found) {
      const known = all.map((one) => `${one.network} ${one.role}`).join(', ');
      throw new Error(`first-run.txt has no sign-in for ${network} ${role}, only: ${known}`);
    }
    return found;
  }

  private async answers(): Promise<boolean> {
    try {
      const response = await fetch(this.address, { signal: AbortSignal.timeout(5_000) });
      return response.ok && existsSync(join(this.data, 'first-run.txt'));
    } catch {
      return false;
    }
  }
}

type PerTest = {
  /** A server of the test's own, running, on a fresh copy of the samples: free to change and kill. */
  ownOpora: Opora;
};

type PerWorker = {
  /** A data folder with the samples imported; no server holds it. */
  samples: string;
  /** A running server that specs share and only read from. `page.goto('/')` goes there. */
  opora: Opora;
};

export const test = base.extend<PerTest, PerWorker>({
  samples: [
    async ({}, use, workerInfo) => {
      if (process.env.OPORA_SEED) return use(process.env.OPORA_SEED);
      const first = await Opora.prepare(logPath(workerInfo.project.outputDir, `first-${workerInfo.workerIndex}`));
      try {
        await first.start(FIRST_START_MS);
        await first.stop();
        await use(first.data);
      } finally {
        await first.remove();
      }
    },
    { scope: 'worker', timeout: FIRST_START_MS + 2 * STOP_MS },
  ],

  opora: [
    async ({ samples }, use, workerInfo) => {
      const shared = await Opora.prepare(
        logPath(workerInfo.project.outputDir, `shared-${workerInfo.workerIndex}`),
        samples,
      );
      try {
        await shared.start();
        await use(shared);
      } finally {
        await shared.remove();
      }
    },
    { scope: 'worker', timeout: 2 * START_MS },
  ],

  ownOpora: [
    async ({ samples }, use, testInfo: TestInfo) => {
      const own = await Opora.prepare(testInfo.outputPath('server.log'), samples);
      try {
        await own.start();
        await use(own);
      } finally {
        await own.remove();
      }
    },
    { timeout: 2 * START_MS },
  ],

  baseURL: async ({ opora }, use) => use(opora.address),
});

/** For specs that change, stop or kill their server: `page.goto('/')` goes to it, no other runs. */
export const ownTest = test.extend({ baseURL: async ({ ownOpora }, use) => use(ownOpora.address) });

export { expect } from '@playwright/test';

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => child.once('exit', () => done()));
}

function logPath(folder: string, name: string): string {
  return join(folder, `server-${name}.log`);
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      if (address === null || typeof address === 'string') return failed(new Error('no port'));
      probe.close(() => done(address.port));
    });
  });
}
