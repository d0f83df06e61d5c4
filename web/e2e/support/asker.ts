/** A password that keeps the rules. */
export const PASSWORD = "siete gatos verdes bajo la mesa";

/** Somebody who asks the program without a browser, to prepare what a test needs. */
export class Asker {
  readonly #origin: string;
  #cookie = "";

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Makes the first admin, and is signed in as it. */
  async setUp(link: string): Promise<void> {
    const email = "ana@partner.example";
    await this.send("POST", "/set-up", { link, name: "Ana Serra", email, password: PASSWORD });
  }

  /** Adds a member that has set its password. */
  async addMember(name: string, email: string, role: string): Promise<void> {
    const body = { name, email, role, customers: { kind: "all" } };
    const added = await this.send<{ link: { url: string } }>("POST", "/members", body);
    const secret = added.link.url.split("#")[1];
    await new Asker(this.#origin).send("POST", `/links/${secret}`, { password: PASSWORD });
  }

  async send<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`${this.#origin}/api/v1${path}`, {
      method,
      headers: { "content-type": "application/json", cookie: this.#cookie },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    this.#cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? this.#cookie;
    return (text === "" ? {} : JSON.parse(text)) as T;
  }
}
