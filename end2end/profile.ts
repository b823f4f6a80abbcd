// A Chromium with a profile folder of its own, killed and started again as a power cut would do it.
// Its processes are one group, so that none of them finishes what another began.

import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const START_MS = 30_000;
/** A machine that does something else besides makes this slow. */
const CONNECT_MS = 120_000;
const ARGUMENTS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=ru-RU',
  '--window-size=1440,900',
  '--remote-debugging-port=0',
];

export class ProfiledChromium {
  private process: ChildProcess | null = null;
  private browser: Browser | null = null;

  private constructor(private readonly profile: string) {}

  static async prepare(): Promise<ProfiledChromium> {
    return new ProfiledChromium(await mkdtemp(join(tmpdir(), 'opora-profile-')));
  }

  /** Starts on the same profile; what is returned is the profile's own context. */
  async start(): Promise<BrowserContext> {
    const told = join(this.profile, 'DevToolsActivePort');
    await rm(told, { force: true });
    const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';
    this.process = spawn(executable, [...ARGUMENTS, `--user-data-dir=${this.profile}`, 'about:blank'], {
      detached: true,
      stdio: 'ignore',
    });
    const deadline = Date.now() + START_MS;
    for (;;) {
      const port = (await readFile(told, 'utf8').catch(() => '')).split('\n')[0];
      if (port) {
        this.browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: CONNECT_MS });
        return this.browser.contexts()[0];
      }
      if (Date.now() > deadline) throw new Error('Chromium did not start');
      await pause(20);
    }
  }

  /** Lets the browser put everything away, as a person closes it. */
  async close(): Promise<void> {
    const gone = this.gone();
    const session = await this.browser?.newBrowserCDPSession();
    await session?.send('Browser.close').catch(() => undefined);
    await gone;
  }

  /** SIGKILL to the whole group, at once. */
  async kill(): Promise<void> {
    const gone = this.gone();
    if (this.process?.pid) process.kill(-this.process.pid, 'SIGKILL');
    await gone;
  }

  async remove(): Promise<void> {
    if (this.process) await this.kill();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  private async gone(): Promise<void> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise((done) => child.once('exit', done));
    this.process = null;
    this.browser = null;
  }
}
