// `npm start`: the extension in a real browser, beside a real article, on the embedded platform.
import { launchExtension, panelViewport } from '../e2e/extension.ts';
import { createPlatform } from '../platform/platform.ts';
import { configure } from './configure.ts';
import { serveDemoPage } from './demo-page.ts';
import { ask, photograph } from './exchange.ts';
import { report, runStep } from './step.ts';

const { env, platform: system } = process;

/** macOS and Windows always have a screen; elsewhere a variable says where it is. */
const hasDisplay =
  system === 'darwin' || system === 'win32' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);

const build = await runStep({ name: 'build', command: ['wxt', 'build'] });
report('build', build);
if (!build.ok) process.exit(1);

const platform = await createPlatform();
const demo = await serveDemoPage();
console.log(`platform ${platform.apiUrl}\narticle  ${demo.url}`);

const extension = await launchExtension({ headless: !hasDisplay, windowSize: { width: 1400, height: 900 } });
const { browser } = extension;
const [article = await browser.newPage()] = await browser.pages();
const closed = new Promise<void>((done) => browser.once('disconnected', () => done()));

try {
  await configure(extension, { apiUrl: platform.apiUrl, tenantId: 'miptech-company' });
  await article.goto(demo.url);
  const panel = await extension.openPanel(article);

  if (hasDisplay) {
    console.log('\nThe panel is open beside the article. Press "Attach this page" and ask about it.');
    console.log('Close the browser, or press Ctrl+C here, to end the demo.');
    await closed;
  } else {
    console.log('\nNo display here (neither DISPLAY nor WAYLAND_DISPLAY is set): the demo runs unseen.');
    await panel.setViewport(panelViewport);
    const answer = await ask(panel);
    const files = await photograph(browser, article, panel, '.output/demo');
    console.log(
      `The page was attached, a question asked and answered (${answer.length} characters). Screenshots:`,
    );
    for (const file of files) console.log(`  ${file}`);
  }
} finally {
  await extension.close();
  demo.close();
  await platform.close();
}
