"""Scripts that move the rows of the app's database about, as a restored copy of a phone does."""

OPEN = """const db = await new Promise((resolve, reject) => {
    const request = indexedDB.open("vhcv-capture");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const all = (name) => new Promise((resolve) => {
    const request = db.transaction(name).objectStore(name).getAll();
    request.onsuccess = () => resolve(request.result);
  });
  const put = (name, rows) => new Promise((resolve) => {
    const transaction = db.transaction(name, "readwrite");
    rows.forEach((row) => transaction.objectStore(name).put(row));
    transaction.oncomplete = resolve;
  });"""

COPY = (
    "async () => { "
    + OPEN
    + """
  window.copy = { records: await all("records"), photos: await all("photos") };
  db.close();
}"""
)
"""Keep a copy of all rows on the page, as a backup of the phone has them."""

RESTORE = (
    "async () => { "
    + OPEN
    + """
  await put("records", window.copy.records);
  await put("photos", window.copy.photos);
  db.close();
}"""
)
"""Put the copy back: everything waits again, photographs included."""

HOLD_BACK = (
    "async ([ids, state]) => { "
    + OPEN
    + """
  const rows = (await all("records")).filter(({ id }) => ids.includes(id));
  await put("records", rows.map((row) => ({ ...row, state })));
  db.close();
}"""
)
"""Put records into a state: "rejected" is not sent by itself, "waiting" is."""
