// A claim in words: 家庭医生签约 = 298,800 人, exactly, 今年 → 2023.
import { FIELD_NAMES, isChinese, t } from "./words.js";

const SIGNS = { eq: "=", approx: "≈", near: "≈", gt: ">", ge: "≥", lt: "<", le: "≤" };

export function number(value) {
  if (value === null || value === undefined || value === "") return "";
  if (value.includes("/")) return value;
  const [whole, rest] = value.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return rest === undefined ? grouped : `${grouped}.${rest}`;
}

export function amount(claim) {
  const per = (claim.per ?? []).map((unit) => `/${unit}`).join("");
  const unit = claim.unit === "%" ? "%" : claim.unit ? ` ${claim.unit}` : "";
  if (claim.value !== null && claim.value !== undefined) return `${number(claim.value)}${unit}${per}`;
  const low = number(claim.low) || "?";
  const high = number(claim.high);
  return `${low}${high ? `–${high}` : "+"}${unit}${per}`;
}

export function headline(claim) {
  const sign = claim.value === null ? "∈" : SIGNS[claim.bound] ?? "=";
  return `${claim.indicator || "—"} ${sign} ${amount(claim)}`;
}

// The rest of the sentence, in parts.
export function remarks(claim) {
  const parts = [t(`bound.${claim.bound}`)];
  if (claim.change !== "level") parts.push(t(`change.${claim.change}`));
  if (claim.role !== "fact") parts.push(t(`role.${claim.role}`));
  const dates = interval(claim);
  if (claim.period || dates) {
    parts.push(dates ? `${claim.period ?? ""} → ${dates}` : `${claim.period}`);
  }
  if (claim.place) parts.push(claim.place);
  return parts;
}

export function sentence(claim) {
  return `${headline(claim)}, ${remarks(claim).join(", ")}`;
}

// A year or month by its name where the days are just that, else both days.
export function interval(claim) {
  const [start, end] = [claim.period_start, claim.period_end];
  if (!start && !end) return "";
  if (start && end) {
    const year = start.slice(0, 4);
    if (start === `${year}-01-01` && end === `${year}-12-31`) return year;
    if (start.endsWith("-01") && end === lastDay(start)) return start.slice(0, 7);
    if (start === end) return start;
  }
  return `${start ?? "…"} – ${end ?? "…"}`;
}

function lastDay(start) {
  const [year, month] = start.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

export function fieldName(name, titles) {
  if (isChinese()) return titles[name] ?? FIELD_NAMES[name] ?? name;
  return FIELD_NAMES[name] ?? name;
}

export function fieldValue(name, value) {
  if (value === null || value === undefined || value === "") return "—";
  if (["kind", "bound", "change", "role", "section"].includes(name)) return t(`${name}.${value}`);
  if (["value", "low", "high"].includes(name)) return number(value);
  if (name === "per") return value.length ? value.join(" / ") : "—";
  if (name === "spans") return value.map(([a, b]) => `${a}–${b}`).join(", ");
  return String(value);
}
