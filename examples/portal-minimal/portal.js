/** A whole portal: signing in, the company's applications, live, viewing a key, and creating an application. */
const api = document.querySelector("meta[name=portico]").content;
const $ = (selector) => document.querySelector(selector);
const tell = (text) => ($("#problem").textContent = text);
const typedIn = (form) => Object.fromEntries(new FormData(form));
window.onunhandledrejection = ({ reason }) => tell(reason.message);

/** The session is a cookie of the API's, which goes along wherever credentials are included. */
function post(path, body) {
  const headers = { "content-type": "application/json" };
  return fetch(api + path, { method: "POST", credentials: "include", headers, body: JSON.stringify(body) });
}

/** What the API wants of the program first is done, and then the same is asked again. */
async function ask(query, variables = {}) {
  const { data, errors: [error] = [] } = await (await post("/graphql", { query, variables })).json();
  if (error?.extensions.code === "STEP_UP_REQUIRED" && (await confirmed(error))) return ask(query, variables);
  if (error) throw new Error(error.message);
  return data;
}

/** Secrets need a sign-in of the last 15 minutes: the password again. */
function confirmed({ message, extensions }) {
  $("dialog span").textContent = message;
  $("dialog").showModal();
  return new Promise((resolve) => {
    $("dialog").oncancel = () => resolve(false);
    $("#step-up").onsubmit = async ({ target }) => {
      const answer = await post(extensions.stepUp.endpoint, typedIn(target));
      target.reset();
      resolve(answer.ok);
    };
  });
}

/** What people can put right. */
const isRefused = ({ userErrors }) => tell(userErrors.map(({ message }) => message).join(" ")) !== "";

async function show(after) {
  const { me, apiProducts, apiEnvironments } = await ask(
    `query ($after: String) {
      me { displayName partner { applications(first: 20, after: $after) {
        nodes { name grants { environment { name } apiKeys { id status preview product { name } } } }
        pageInfo { endCursor hasNextPage }
      } } }
      apiProducts(filter: { isOpen: true }) { nodes { slug name } }
      apiEnvironments(filter: { isOpen: true }) { nodes { slug name } }
    }`,
    { after },
  );
  $("#sign-in").hidden = me !== null;
  $("#inside").hidden = me === null;
  if (!me) return;
  $("#who").textContent = me.displayName;
  if (!$("option")) {
    $("[name=product]").append(...apiProducts.nodes.map(({ slug, name }) => new Option(name, slug)));
    $("[name=environment]").append(...apiEnvironments.nodes.map(({ slug, name }) => new Option(name, slug)));
  }
  const { nodes, pageInfo } = me.partner?.applications ?? { nodes: [], pageInfo: {} };
  if (!after) $("#applications").replaceChildren();
  $("#applications").append(...nodes.map(section));
  $("#more").hidden = !pageInfo.hasNextPage;
  $("#more").onclick = () => show(pageInfo.endCursor);
}

/** Of elements and their text: what people have typed is never read as HTML. */
function element(tag, ...children) {
  const made = document.createElement(tag);
  made.append(...children);
  return made;
}

function section({ name, grants }) {
  const keys = grants.flatMap(({ environment, apiKeys }) => apiKeys.map((key) => keyIn(environment, key)));
  return element("section", element("h3", name), element("ul", ...keys));
}

/** What is viewed at the moment, by the key's id. */
const viewed = new Map();
/** Only owners are told its preview; they can view it, for half a minute. */
function keyIn(environment, { id, status, preview, product }) {
  const code = element("code", viewed.get(id) ?? preview ?? "");
  const view = element("button", "View");
  view.hidden = !preview;
  view.onclick = async () => {
    const mutation =
      "mutation ($id: ID!) { revealApiKey(input: { apiKeyId: $id }) { value userErrors { message } } }";
    const { revealApiKey } = await ask(mutation, { id });
    if (isRefused(revealApiKey)) return;
    viewed.set(id, revealApiKey.value);
    setTimeout(() => viewed.delete(id) && show(), 30_000);
    show();
  };
  return element("li", `${product.name} in ${environment.name}: ${status} `, code, " ", view);
}

$("#create").onsubmit = async (event) => {
  event.preventDefault();
  const { registerClientApplication } = await ask(
    `mutation ($name: String!, $description: String!, $product: String!, $environment: String!) {
      registerClientApplication(input: {
        name: $name, description: $description, type: SERVICE, authentication: CLIENT_CREDENTIALS
        products: [{ slug: $product }], environments: [{ slug: $environment }]
      }) { userErrors { message path } }
    }`,
    typedIn(event.target),
  );
  if (!isRefused(registerClientApplication)) event.target.reset();
};

$("#sign-in").onsubmit = async (event) => {
  event.preventDefault();
  const { code, ...password } = typedIn(event.target);
  const answer = code
    ? await post("/api/auth/two-factor/verify-totp", { code })
    : await post("/api/auth/sign-in/email", password);
  const { message, twoFactorRedirect } = await answer.json();
  if (twoFactorRedirect) $("[name=code]").parentElement.hidden = false;
  else if (answer.ok) location.reload();
  else tell(message);
};
$("#sign-out").onclick = () => post("/api/auth/sign-out", {}).then(() => location.reload());

/** Whatever changes in the company is shown (graphql-transport-ws; a socket sends the cookie by itself). */
function watch() {
  const socket = new WebSocket(`${api.replace(/^http/, "ws")}/graphql`, "graphql-transport-ws");
  const send = (message) => socket.send(JSON.stringify(message));
  const payload = { query: "subscription { partnerChanged { __typename } }" };
  socket.onopen = () => send({ type: "connection_init" });
  socket.onmessage = ({ data }) => {
    const { type } = JSON.parse(data);
    if (type === "connection_ack") send({ id: "1", type: "subscribe", payload });
    if (type === "next") show();
  };
  socket.onclose = ({ code }) => code < 4000 && setTimeout(watch, 1000);
}
await show();
if (!$("#inside").hidden) watch();
