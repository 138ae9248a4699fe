"use strict";
// Shows /openapi.json. Every text of the document is set as text, never as markup.

const byId = (id) => document.getElementById(id);
let api = {};

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name in element && name !== "list") {
      element[name] = value;
    } else {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Paragraphs, lists and blocks of code, as descriptions have them; `code` within. */
function prose(text) {
  const whole = make("div");
  for (const part of (text || "").split(/```(?:[a-z]*)\n?/).map((body, i) => [body, i % 2 === 1])) {
    const [body, isCode] = part;
    if (isCode) {
      whole.append(make("pre", {}, body.trimEnd()));
      continue;
    }
    for (const paragraph of body.split(/\n\n+|\n(?=- )/).filter((p) => p.trim())) {
      const pieces = paragraph.trim().split(/`([^`]+)`/).map((t, i) => (i % 2 ? make("code", {}, t) : t));
      whole.append(make("p", {}, ...pieces));
    }
  }
  return whole;
}

function resolve(node) {
  if (!node || !node.$ref) {
    return node || {};
  }
  return node.$ref.slice(2).split("/").reduce((at, key) => (at || {})[key], api) || {};
}

const nameOf = (node) => (node && node.$ref ? node.$ref.split("/").pop() : null);

/** A schema in one line: `integer | null, 0 to 9`. */
function brief(schema) {
  if (schema === true || schema === undefined) {
    return "any value";
  }
  if (schema.$ref) {
    return nameOf(schema);
  }
  if (schema.anyOf) {
    return schema.anyOf.map(brief).join(" | ");
  }
  const types = [].concat(schema.type || (schema.enum ? [] : ["any value"])).map((type) =>
    type === "array" ? (schema.items ? brief(schema.items) + "[]" : "array") : type);
  const limits = [];
  if (schema.enum) limits.push(schema.enum.map((value) => JSON.stringify(value)).join(" | "));
  if ("minimum" in schema) limits.push("≥ " + schema.minimum);
  if ("exclusiveMinimum" in schema) limits.push("> " + schema.exclusiveMinimum);
  if ("maximum" in schema) limits.push("≤ " + schema.maximum);
  if ("exclusiveMaximum" in schema) limits.push("< " + schema.exclusiveMaximum);
  if ("maxLength" in schema) limits.push("at most " + schema.maxLength + " characters");
  if ("default" in schema) limits.push("default " + schema.default);
  return [types.join(" | "), ...limits].filter((text) => text).join(", ");
}

/** Members of each object a schema leads to, once. */
function members(schema, seen = new Set()) {
  const all = make("div");
  const visit = (node) => {
    const name = nameOf(node);
    if (name) {
      if (seen.has(name)) return;
      seen.add(name);
    }
    const found = resolve(node);
    if (found.properties) {
      if (name) all.append(make("h3", {}, name));
      if (found.description) all.append(prose(found.description));
      const list = make("dl");
      const wanted = new Set(found.required || []);
      for (const [member, value] of Object.entries(found.properties)) {
        list.append(make("dt", {}, member + (wanted.has(member) ? " *" : "")),
          make("dd", {}, brief(value), value.description ? make("p", { className: "soft" }, value.description) : null));
      }
      all.append(list);
    }
    const below = [...(found.anyOf || []), ...(found.allOf || []), ...(found.items ? [found.items] : []),
      ...Object.values(found.properties || {})];
    below.filter((next) => next && typeof next === "object").forEach(visit);
  };
  visit(schema);
  return all;
}

function parameterInputs(operation, inputs) {
  const list = make("dl");
  for (const parameter of operation.parameters || []) {
    const schema = resolve(parameter.schema);
    const input = schema.enum
      ? make("select", {}, make("option", { value: "" }, ""), ...schema.enum.map((value) => make("option", {}, value)))
      : make("input", { value: parameter.example || "", autocomplete: "off" });
    input.setAttribute("aria-label", parameter.name);
    inputs.push({ parameter, input });
    list.append(
      make("dt", {}, parameter.name, make("div", { className: "soft" }, parameter.in + (parameter.required ? ", wanted" : ""))),
      make("dd", {}, prose(parameter.description), make("div", { className: "soft" }, brief(parameter.schema)), input));
  }
  return list;
}

function bodyInputs(operation) {
  const content = Object.entries((operation.requestBody || {}).content || {});
  if (content.length === 0) {
    return null;
  }
  const type = make("select", { ariaLabel: "Content-Type" });
  const text = make("textarea", { spellcheck: false, ariaLabel: "body" });
  const examples = [];
  for (const [mediaType, media] of content) {
    const named = Object.entries(media.examples || { "": { value: "" } });
    for (const [name, example] of named) {
      examples.push({ mediaType, value: example.value });
      type.append(make("option", {}, mediaType + (name ? " · " + name : "")));
    }
  }
  const show = () => {
    const value = examples[type.selectedIndex].value;
    text.value = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  };
  type.addEventListener("change", show);
  show();
  return { type, text, mediaType: () => examples[type.selectedIndex].mediaType };
}

async function send(method, path, inputs, body, output) {
  let url = path.slice(1);
  const query = new URLSearchParams();
  const headers = {};
  for (const { parameter, input } of inputs) {
    if (!input.value) continue;
    if (parameter.in === "path") url = url.replace("{" + parameter.name + "}", encodeURIComponent(input.value));
    if (parameter.in === "query") query.append(parameter.name, input.value);
    if (parameter.in === "header") headers[parameter.name] = input.value;
  }
  if (body) headers["Content-Type"] = body.mediaType();
  if (byId("token").value) headers.Authorization = "Bearer " + byId("token").value;
  const asked = url + (query.size ? "?" + query : "");
  output.textContent = method + " /" + asked + " …";
  try {
    const answer = await fetch(asked, { method, headers, body: body ? body.text.value : undefined });
    const text = await answer.text();
    let shown = text;
    try {
      shown = JSON.stringify(JSON.parse(text), null, 2);
    } catch (notJson) {
      // shown as it came
    }
    const some = ["Location", "ETag", "Weirpool-As-Of", "Link", "Retry-After"]
      .filter((name) => answer.headers.get(name)).map((name) => name + ": " + answer.headers.get(name) + "\n").join("");
    output.textContent = method + " /" + asked + "\n" + answer.status + " " + answer.statusText + "\n" + some + "\n" + shown;
  } catch (failure) {
    output.textContent = "No answer: " + failure.message;
  }
}

function responses(operation) {
  const list = make("dl");
  for (const [status, reference] of Object.entries(operation.responses || {})) {
    const response = resolve(reference);
    const types = Object.entries(response.content || {});
    list.append(make("dt", {}, status), make("dd", {}, prose(response.description),
      ...types.filter(([type]) => !type.includes("problem"))
        .map(([type, media]) => make("p", { className: "soft" }, type + ": " + brief(media.schema)))));
  }
  return list;
}

function fill(panel, method, path, operation) {
  const inputs = [];
  if (operation.description) panel.append(prose(operation.description));
  const scopes = (operation.security || []).flatMap((way) => Object.values(way).flat());
  if (scopes.length) panel.append(make("p", {}, "Scope: ", make("code", {}, [...new Set(scopes)].join(", "))));
  if ((operation.parameters || []).length) {
    panel.append(make("h3", {}, "Parameters"), parameterInputs(operation, inputs));
  }
  const body = bodyInputs(operation);
  if (body) {
    panel.append(make("h3", {}, "Body"), body.type, body.text);
    const first = Object.values(operation.requestBody.content)[0];
    panel.append(members(first.schema));
  }
  const output = make("pre", { hidden: true });
  const button = make("button", { type: "button" }, "Send");
  button.addEventListener("click", () => {
    output.hidden = false;
    send(method, path, inputs, body, output);
  });
  panel.append(make("p", {}, button), output, make("h3", {}, "Answers"), responses(operation));
  const good = Object.entries(operation.responses || {}).find(([status]) => status.startsWith("2"));
  const media = good && Object.values(resolve(good[1]).content || {})[0];
  if (media) panel.append(members(media.schema));
}

function card(method, path, operation) {
  const panel = make("div");
  const whole = make("details", { className: "operation", id: operation.operationId },
    make("summary", {}, make("span", { className: "method " + method.toLowerCase() }, method),
      make("span", { className: "path" }, path), make("span", { className: "soft" }, operation.summary || "")),
    panel);
  whole.addEventListener("toggle", () => {
    if (whole.open && !panel.hasChildNodes()) fill(panel, method, path, operation);
  });
  whole.words = (method + " " + path + " " + (operation.summary || "")).toLowerCase();
  return whole;
}

function show() {
  byId("title").textContent = api.info.title;
  document.title = api.info.title;
  byId("about").textContent = "Revision " + api.info.version + ". " + (api.info.description || "");
  const groups = [];
  for (const tag of api.tags || []) {
    const cards = [];
    for (const [path, item] of Object.entries(api.paths)) {
      for (const [method, operation] of Object.entries(item)) {
        if ((operation.tags || []).includes(tag.name)) cards.push(card(method.toUpperCase(), path, operation));
      }
    }
    if (cards.length) {
      groups.push({ cards, section: make("section", {}, make("h2", {}, tag.name),
        make("p", { className: "soft" }, tag.description || ""), ...cards) });
    }
  }
  byId("operations").replaceChildren(...groups.map((group) => group.section));
  byId("filter").addEventListener("input", (event) => {
    const word = event.target.value.toLowerCase();
    for (const { section, cards } of groups) {
      cards.forEach((one) => { one.hidden = !one.words.includes(word); });
      section.hidden = cards.every((one) => one.hidden);
    }
  });
  const wanted = byId(decodeURIComponent(location.hash.slice(1)));
  if (wanted && wanted.tagName === "DETAILS") {
    wanted.open = true;
    wanted.scrollIntoView();
  }
}

async function load() {
  const token = byId("token").value;
  const answer = await fetch("openapi.json", { headers: token ? { Authorization: "Bearer " + token } : {} });
  if (answer.status === 401) {
    byId("operations").replaceChildren(make("p", {}, "This server asks for a token: put it into the field above."));
    return;
  }
  if (!answer.ok) {
    throw new Error("openapi.json: " + answer.status);
  }
  api = await answer.json();
  show();
}

const tell = (failure) => byId("operations").replaceChildren(make("p", {}, String(failure.message || failure)));
byId("token").addEventListener("change", () => { if (!api.info) load().catch(tell); });
load().catch(tell);
