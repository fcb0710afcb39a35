// Two clocks: the phone's, which may be wrong, and the server's, which signed answers tell. Records carry the
// phone's own time; how far it is off is told beside it and never corrected in silence.

/** How far the server is ahead of this phone in ms, judged by the middle of a request. */
export function driftOf(serverNow, askedAt, answeredAt) {
  return Math.round(Date.parse(serverNow) - (askedAt + answeredAt) / 2);
}

/** A moment to measure from. Within one opening of the page it cannot be moved by setting the clock. */
export const mark = () => ({ wall: Date.now(), steady: performance.now(), origin: performance.timeOrigin });

/** Milliseconds since a mark: by the steady clock if the page was not reopened since, else by the wall clock. */
export function since({ wall, steady, origin }) {
  return origin === performance.timeOrigin ? performance.now() - steady : Math.max(0, Date.now() - wall);
}

/** Time without contact cannot be shortened by turning the clock back: the latest time ever seen counts. */
export function silentFor({ at, seen }, now = Date.now()) {
  return Math.max(now, seen ?? 0) - at;
}
