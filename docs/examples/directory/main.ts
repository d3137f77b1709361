// A directory of the Network, made of its public contract alone. The types in wps.d.ts are generated from it, so that
// `tsc` refuses a field, a filter or a path that does not exist.
import createClient from "openapi-fetch";
import type { components, paths } from "./wps";

type Schemas = components["schemas"];
type Page<T> = { data: T[]; next: string | null };
type Answer<T> = Promise<{ data?: T; error?: { detail: string } }>;

const baseUrl = document.querySelector<HTMLMetaElement>('meta[name="wps-api"]')!.content;
const wps = createClient<paths>({ baseUrl });

// --- what is shown: text stays text, whatever stands in it

function el(name: string, attributes: Record<string, string> = {}, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function button(words: string, act: () => void): HTMLElement {
  const element = el("button", { type: "button" }, words);
  element.addEventListener("click", act, { once: true });
  return element;
}

/** The text in the reader's language, else in English, else in any. */
function inOwnLanguage(text: { [language: string]: string }): string {
  const wanted = [...navigator.languages, "en"].flatMap((tag) => [tag, tag.split("-")[0]]);
  const found = wanted.find((tag) => text[tag] !== undefined) ?? Object.keys(text)[0];
  return text[found] ?? "";
}

/** Shows what `ask` finds, or why it finds nothing and a way to ask again. */
async function show<T>(place: Element, ask: () => Answer<T>, write: (found: T) => (Node | string)[]): Promise<void> {
  place.setAttribute("aria-busy", "true");
  const { data, error } = await ask().catch(() => ({ data: undefined, error: { detail: "The service cannot be reached." } }));
  place.removeAttribute("aria-busy");
  if (data === undefined) {
    const again = button("Try again", () => void show(place, ask, write));
    place.replaceChildren(el("p", { class: "fault" }, error?.detail ?? "Something went wrong. "), again);
  } else {
    place.replaceChildren(...write(data));
  }
}

/** A list that grows by a page at a time. */
async function list<T>(place: Element, ask: (cursor?: string) => Answer<Page<T>>, item: (one: T) => Node): Promise<void> {
  const items = el("ul", { class: "cards" });
  const page = (found: Page<T>): (Node | string)[] => {
    items.append(...found.data.map(item));
    if (items.childElementCount === 0) return [el("p", {}, "Nothing yet.")];
    const more = el("div");
    if (found.next !== null) {
      const next = found.next;
      more.append(button("Show more", () => void show(more, () => ask(next), (following) => page(following).slice(1))));
    }
    return [items, more];
  };
  await show(place, () => ask(), page);
}

const results = (id: string): Element => document.querySelector(`#${id} .results`)!;

// --- who chairs

const seats = { previous: "Previous", incumbent: "Incumbent", next: "Next" } as const;

function chair({ member, focal_points }: Schemas["TroikaChair"]): HTMLElement {
  return el("div", {}, el("h4", {}, member.name), ...focal_points.map(focalPoint));
}

function troika(found: Schemas["Troika"]): Node[] {
  const cards = (["previous", "incumbent", "next"] as const).map((seat) =>
    el("li", { class: seat }, el("h3", {}, seats[seat]),
      ...(found[seat]?.chairs.map(chair) ?? [el("p", {}, "Nobody is recorded.")])));
  return [el("ul", { class: "cards" }, ...cards)];
}

const day = document.querySelector<HTMLInputElement>('#chair input[name="on"]')!;
const showChair = () => {
  const query = day.value ? { on: day.value } : {};
  void show(results("chair"), () => wps.GET("/v1/troika", { params: { query } }), troika);
};
day.addEventListener("change", showChair);

// --- members

function focalPoint(found: Schemas["FocalPoint"]): HTMLElement {
  const lines = [found.position, found.ministry, found.phone].filter((line) => line !== null).map((line) => el("div", {}, line));
  if (found.email !== null) lines.push(el("div", {}, el("a", { href: `mailto:${found.email}` }, found.email)));
  return el("div", { class: "contact" }, el("strong", {}, found.name ?? "Not public"), ...lines);
}

function memberCard(member: Schemas["Member"]): HTMLElement {
  const place = el("div", { "aria-live": "polite" });
  const ask = () => wps.GET("/v1/focal-points", { params: { query: { member_id: member.id } } });
  const write = (page: Page<Schemas["FocalPoint"]>) =>
    page.data.length ? page.data.map(focalPoint) : [el("p", {}, "No focal point is recorded.")];
  place.append(button("Focal points", () => void show(place, ask, write)));
  place.firstElementChild!.setAttribute("aria-label", `Focal points of ${member.name}`);
  return el("li", {}, el("h3", {}, member.name),
    el("p", {}, [member.iso_alpha3 ?? member.acronym, member.regional_group?.replaceAll("_", " ")].filter(Boolean).join(" · ")), place);
}

const filters = document.querySelector<HTMLFormElement>("#members form")!;
const showMembers = () => {
  const fields = new FormData(filters);
  const q = String(fields.get("q")).trim() || undefined;
  const regional_group = (fields.get("regional_group") || undefined) as Schemas["RegionalGroup"] | undefined;
  void list(results("members"), (cursor) =>
    wps.GET("/v1/members", { params: { query: { q, regional_group, cursor, limit: 24 } } }), memberCard);
};
filters.addEventListener("change", showMembers);
filters.addEventListener("submit", (event) => { event.preventDefault(); showMembers(); });

// --- meetings

function when(meeting: Schemas["Meeting"]): string {
  const style: Intl.DateTimeFormatOptions =
    meeting.date_precision === "month" ? { year: "numeric", month: "long" } : { dateStyle: "long", timeStyle: "short" };
  return new Intl.DateTimeFormat(undefined, { ...style, timeZone: meeting.time_zone }).format(new Date(meeting.starts_at));
}

function meetingCard(meeting: Schemas["Meeting"]): HTMLElement {
  const place = [meeting.city, meeting.country].filter(Boolean).join(", ");
  return el("li", { class: meeting.status }, el("h3", {}, inOwnLanguage(meeting.title)),
    el("p", {}, [when(meeting), place, meeting.status].filter(Boolean).join(" · ")));
}

const showMeetings = () => list(results("meetings"), (cursor) =>
  wps.GET("/v1/meetings", { params: { query: { sort: "-starts_at", cursor, limit: 12 } } }), meetingCard);

// --- updates

function updateCard(update: Schemas["Update"]): HTMLElement {
  const date = update.published_at === null ? "" : new Intl.DateTimeFormat(undefined, { dateStyle: "long" }).format(new Date(update.published_at));
  return el("li", {}, el("h3", {}, inOwnLanguage(update.title)), el("p", { class: "date" }, date), el("p", {}, inOwnLanguage(update.body)));
}

const showUpdates = () => list(results("updates"), (cursor) =>
  wps.GET("/v1/updates", { params: { query: { status: "published", sort: "-published_at", cursor, limit: 12 } } }), updateCard);

showChair();
showMembers();
void showMeetings();
void showUpdates();
