"""The database of the oldest app (version 1), for tests that an old phone gets its data in."""

OLD_DATABASE = """async ([phone, device, records]) => {
  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const uses = ["encrypt", "decrypt"];
  const key = await crypto.subtle.importKey("raw", bytes(device.seal_key), "AES-GCM", false, uses);
  const seal = async (content, place) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const additionalData = new TextEncoder().encode(place);
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, content) };
  };
  const rows = await Promise.all(records.map(async ({ id, body, mac, photo }) => ({
    id, device: device.id, state: "waiting", size: body.length,
    sealed: await seal(new TextEncoder().encode(JSON.stringify({ body, mac })), `record:${id}`),
    ...(photo && { photo: { size: bytes(photo).length, sealed: await seal(bytes(photo), `photo:${id}`) } }),
  })));
  const db = await new Promise((resolve) => {
    const request = indexedDB.open("vhcv-capture", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("meta", { keyPath: "name" });
      request.result.createObjectStore("keys", { keyPath: "device" });
      request.result.createObjectStore("packs", { keyPath: "device" });
      request.result.createObjectStore("records", { keyPath: "id" }).createIndex("device", "device");
    };
    request.onsuccess = () => resolve(request.result);
  });
  const transaction = db.transaction(["meta", "records"], "readwrite");
  transaction.objectStore("meta").put({ name: "phone", value: phone });
  rows.forEach((row) => transaction.objectStore("records").put(row));
  await new Promise((resolve) => { transaction.oncomplete = resolve; });
  db.close();
}"""
"""The database as version 1 of the app made it: one store of records, photographs inside them."""
