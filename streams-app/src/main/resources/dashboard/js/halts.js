import { get } from "./api.js";
import { h, show } from "./dom.js";
import { at } from "./parts.js";

/** What is kept from custodians just now, above every page. */

const SHOWN = 5;
const place = document.getElementById("halted");

let halts = [];

/** Asks again, and shows what is halted. */
export async function showHalts() {
  halts = (await get("halts")).items;
  place.hidden = halts.length === 0;
  show(
    place,
    halts.slice(0, SHOWN).map((halt) => line(halt)),
    halts.length > SHOWN ? h("p", {}, h("a", { href: "#/market" }, `and ${halts.length - SHOWN} more`)) : null,
  );
}

function line(halt) {
  const name = `${halt.scope.toLowerCase()} ${halt.scopeId}`;
  return h(
    "p",
    {},
    h("strong", {}, `Nothing of ${name} is sent to custodians.`),
    ` Halted by ${halt.setBy} `,
    at(halt.setAt),
    halt.reason ? `: ${halt.reason}` : "",
  );
}

/** Whether something keeps the batches of an account from its custodian. */
export function isHalted(row) {
  const keys = [`FIRM ${row.firmId}`, `CUSTODIAN ${row.custodianId}`, `ACCOUNT ${row.accountId}`];
  return halts.some((halt) => keys.includes(`${halt.scope} ${halt.scopeId}`));
}
