import type { Person } from '../flows/people.ts';
import type { PageDriver } from './page-driver.ts';
import { pressElement } from './press-element.ts';
import { until } from './until.ts';

/** The form of *Sign in* and *Create account*, wherever it stands: on the settings page or in the panel's dialog. */
export interface SignInDriver {
  /** Fills it in and presses Enter in it. A name is typed where it asks for one. */
  enter(person: Partial<Person>, stay?: boolean): Promise<void>;
  /** The words of the alert below it, once there is one that fits. */
  alert(fitting: RegExp): Promise<string>;
  /** The words at the box that has the focus, once it is refused in some that fit; no alert tells the same. */
  refused(fitting: RegExp): Promise<string>;
  /** The name of the box that has the focus, whether it is marked, what stands beside it, and what of it is selected. */
  focused(): Promise<{ name: string; isRefused: boolean; about: string; selected: string }>;
}

export function driveSignIn({ page, ...driver }: PageDriver): SignInDriver {
  const form = 'form.sign-in';

  const focused: SignInDriver['focused'] = () =>
    page.evaluate(() => {
      const box = document.activeElement;
      if (!(box instanceof HTMLInputElement)) {
        return { name: box?.getAttribute('aria-label') ?? '', isRefused: false, about: '', selected: '' };
      }
      const [id = ''] = box.getAttribute('aria-describedby')?.split(' ') ?? [];
      return {
        name: box.labels?.[0]?.textContent ?? '',
        isRefused: box.getAttribute('aria-invalid') === 'true',
        about: document.getElementById(id)?.textContent ?? '',
        // Of a type that tells: e-mail boxes don't.
        selected: box.value.slice(box.selectionStart ?? 0, box.selectionEnd ?? 0),
      };
    });

  return {
    async enter({ email = '', password = '', fullName }, stay = false) {
      await page.waitForSelector(`${form}[aria-busy="false"]`);
      await driver.fill('Email', email);
      // Not by its role: to Firefox a password box has none.
      await page.$eval(
        `${form} input[name="password"]`,
        (box, typed) => {
          box.focus();
          box.select();
          document.execCommand(typed === '' ? 'delete' : 'insertText', false, typed);
        },
        password,
      );
      if (fullName !== undefined) await driver.fill('Full name', fullName);
      const box = await driver.find('checkbox', 'Stay signed in');
      if ((await box.evaluate((element) => (element as HTMLInputElement).checked)) !== stay)
        await pressElement(box);
      await page.focus(`${form} input[name="password"]`);
      await page.keyboard.press('Enter');
    },
    alert: (fitting) =>
      until(
        `an alert like ${fitting} in the form`,
        () =>
          page.$$eval(`${form} [role="alert"]`, (found) =>
            found.map((element) => (element as HTMLElement).innerText).join('\n---\n'),
          ),
        (text) => fitting.test(text),
      ),
    async refused(fitting) {
      const { about } = await until(
        `a box refused in words like ${fitting}`,
        focused,
        (box) => box.isRefused && fitting.test(box.about),
      );
      if ((await page.$(`${form} [role="alert"]`)) !== null) throw new Error(`Told twice: ${about}`);
      return about;
    },
    focused,
  };
}
