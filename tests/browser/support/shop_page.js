// What a person does on the page of support/shop.js.

// What the page shows of a payment or a look around, once it is there.
export async function shown(page, id) {
  return JSON.parse(await page.locator(`#${id}`).first().textContent());
}
export const outcomeOf = (page) => shown(page, "outcome");
export async function pay(page) {
  await page.click("#pay");
}
export async function check(page) {
  await page.click("#check");
  return shown(page, "health");
}
