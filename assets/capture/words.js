// Days, hours, ages and numbers as the portal writes them; Vietnam time whatever the phone's own zone.
const ZONE = "Asia/Ho_Chi_Minh";
const PARTS = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });

/** {year, month, day, hour, minute, second} of a moment, two digits each. */
export function partsOf(moment) {
  return Object.fromEntries(PARTS.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]));
}

/** "2026-11-12" → "12/11/2026". */
export const dayWords = (day) => (day ? day.slice(0, 10).split("-").reverse().join("/") : "");

/** The day of a moment as "2026-11-12". */
export function dayOf(moment) {
  const { year, month, day } = partsOf(moment);
  return `${year}-${month}-${day}`;
}

/** "08:05" of a moment. */
export function clock(moment) {
  const { hour, minute } = partsOf(moment);
  return `${hour}:${minute}`;
}

/** "08 giờ 05 phút" of a moment, as minutes of meetings write it. */
export function hourWords(moment) {
  const { hour, minute } = partsOf(moment);
  return `${hour} giờ ${minute} phút`;
}

/** "ngày 12 tháng 11 năm 2026"; days below 10 and months 1 and 2 get a zero (NĐ 30/2020). */
export function longDay(day) {
  const [year, month, date] = day.slice(0, 10).split("-");
  return `ngày ${date} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`;
}

/** The moment of an hour ("08:05") on a day in Vietnam, ISO with Z. */
export const momentOf = (day, hour) => new Date(`${day}T${hour}:00+07:00`).toISOString();

/** "12/11/2026 08:05". */
export const momentWords = (moment) => `${dayWords(dayOf(moment))} ${clock(moment)}`;

/** How long, in the largest unit that says it: "dưới 1 phút", "25 phút", "3 giờ", "2 ngày". */
export function ageWords(ms) {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) {
    return "dưới 1 phút";
  }
  if (minutes < 60) {
    return `${minutes} phút`;
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} giờ` : `${Math.floor(hours / 24)} ngày`;
}

/** A length of time for people: "1 giờ 25 phút". */
export function durationWords(ms) {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  const hours = Math.floor(minutes / 60);
  return hours ? `${hours} giờ ${minutes % 60} phút` : `${minutes} phút`;
}

/** "2,1 GB", "1,4 MB", "220 kB". */
export function bytesWords(bytes) {
  if (bytes >= 1_000_000_000) {
    return `${(bytes / 1_000_000_000).toFixed(1).replace(".", ",")} GB`;
  }
  if (bytes >= 1_000_000) {
    return `${(bytes / 1_000_000).toFixed(1).replace(".", ",")} MB`;
  }
  return `${Math.max(1, Math.round(bytes / 1000))} kB`;
}
