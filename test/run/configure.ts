import type { ExtensionBrowser } from '../e2e/extension.ts';
import { drivePage } from '../e2e/page-driver.ts';

export interface ConnectionSettings {
  apiUrl: string;
  tenantId: string;
}

/**
 * Types the settings into the real options page and saves them. The WebSocket URL stays as it is: derived.
 * @throws what the page says where it refuses them.
 */
export async function configure(extension: ExtensionBrowser, settings: ConnectionSettings): Promise<void> {
  const page = await extension.openOptions();
  // Until the stored settings have arrived, the fields ignore what is typed.
  await page.waitForSelector('form input:not([readonly])');
  const options = drivePage(page);
  await options.fill('API URL', settings.apiUrl);
  await options.fill('Tenant ID', settings.tenantId);
  await options.press('Save');

  await page.waitForFunction(() => document.querySelector('form [role="status"]')?.textContent !== '');
  const refusal = await page.evaluate(
    () => document.querySelector('[aria-invalid="true"]')?.closest('.field')?.textContent,
  );
  if (refusal !== undefined) throw new Error(`The options page refused the settings: ${refusal}`);
  await page.close();
}
