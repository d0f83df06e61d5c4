import type { TestProject } from "vitest/node";
import { Asker } from "./asker.ts";
import { makeDemo, remove, startProgram, temporaryFolder } from "./program.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the page of the demo's portfolio is. */
    readonly origin: string;
  }
}

/** A portfolio with two admins, a sales agent and a helpdesk agent, for all tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await temporaryFolder();
  await makeDemo(folder, Number(process.env.UPTAKE_CUSTOMERS ?? 200));
  const program = await startProgram(folder);
  const admin = new Asker(program.origin);
  await admin.setUp(program.link ?? "");
  await admin.addMember("Rita Lectora", "reader@partner.example", "global_admin");
  await admin.addMember("Sofía Ventas", "sales@partner.example", "sales_agent");
  await admin.addMember("Hugo Soporte", "helpdesk@partner.example", "helpdesk_agent");
  project.provide("origin", program.origin);
  return async () => {
    await program.stop();
    await remove(folder);
  };
}
