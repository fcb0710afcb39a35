// Photographs of a criterion: taken or chosen, shrunk, redrawn without place data, faces made unreadable, then sealed.
import { badge, button, busy, field, h, icon, say } from "../ui.js";
import { bytesWords } from "../words.js";
import { openBlur } from "./blur.js";

const LONGEST_SIDE = 1600;
const QUALITY = 0.82;

/** The section with camera, gallery and what was taken; it keeps itself up to date. */
export async function photoSection(app, visit, code) {
  const list = h("ul.photos");
  const draw = async () => {
    const photos = (await app.engine.photos(visit.id)).filter((photo) => photo.criterion === code);
    list.replaceChildren(...(await Promise.all(photos.map((photo) => thumbnail(app, photo)))));
  };
  const take = async (event) => {
    const files = [...event.target.files];
    event.target.value = "";
    for (const file of files) {
      await add(app, visit, code, file);
    }
    await draw();
  };
  await draw();
  return h(
    "section.photo-part",
    h("h2", "Ảnh minh chứng"),
    h("p.small", "Ảnh được thu nhỏ và bỏ vị trí trước khi lưu. Che mặt, biển số, giấy tờ có tên người trước khi lưu."),
    h("div.pair", pick("anh-chup", "Chụp ảnh", "camera", { capture: "environment" }, take), pick("anh-co-san", "Ảnh có sẵn", "image", { multiple: true }, take)),
    list,
  );
}

function pick(id, words, sign, more, take) {
  return h("div.pick", h("input.visually-hidden", { id, type: "file", accept: "image/jpeg,image/png,image/webp", onchange: take, ...more }), h("label.btn", { htmlFor: id }, icon(sign), h("span", words)));
}

async function thumbnail(app, photo) {
  const picture = h("img", { alt: photo.caption || `Ảnh ${photo.criterion}`, width: 96, height: 96 });
  const blob = await app.engine.photoBlob(photo.id);
  if (blob) {
    picture.src = URL.createObjectURL(blob);
    picture.onload = () => URL.revokeObjectURL(picture.src);
  } else {
    picture.hidden = true; // the server has it, the phone needs it no longer
  }
  return h(
    "li",
    picture,
    h("div", h("p", photo.caption || "Không có chú thích"), h("p.small", "SHA-256 ", h("code", photo.sha256.slice(0, 16)), ` · ${bytesWords(photo.size)}`), badge(photo.state === "sent" ? "ok" : "neutral", photo.state === "sent" ? "đã gửi" : "trên máy, chưa gửi")),
  );
}

/** The picture on a canvas of at most 1600 pixels a side, upright, with nothing but its pixels. */
export async function shrunk(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = h("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d", { willReadFrequently: true }).drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
}

async function add(app, visit, code, file) {
  let canvas;
  try {
    canvas = await shrunk(file);
  } catch {
    say(`“${file.name}” không phải ảnh mà máy đọc được.`, "bad");
    return;
  }
  await edit(app, visit, code, canvas);
}

/** The dialog in which places are covered and the caption is written; resolves when it is closed. */
function edit(app, visit, code, canvas) {
  return new Promise((done) => {
    const blur = openBlur(canvas);
    const caption = h("input", { id: "anh-chu-thich", type: "text", maxlength: 200, autocomplete: "off" });
    const close = () => {
      dialog.close();
      dialog.remove();
      done();
    };
    const keep = (event) =>
      busy(event.currentTarget, async () => {
        const blob = await new Promise((ready) => canvas.toBlob(ready, "image/jpeg", QUALITY));
        const { sha256 } = await app.engine.addPhoto(visit.id, { blob, width: canvas.width, height: canvas.height, criterion: code, caption: caption.value.trim().normalize("NFC"), blurred: blur.count() });
        say(`Đã lưu ảnh trên máy, mã ${sha256.slice(0, 16)}.`, "ok");
        close();
      });
    const dialog = h(
      "dialog.photo-edit",
      { "aria-labelledby": "che-anh" },
      h("h2", { id: "che-anh" }, "Che và lưu ảnh"),
      h("p.small", { id: "che-cach" }, "Dùng ngón tay vẽ ô lên mặt người, biển số, tên trên giấy tờ. Bàn phím: Enter thêm ô, phím mũi tên di chuyển, + và − đổi cỡ."),
      blur.node,
      blur.tools,
      field("Chú thích", caption, { needed: false }),
      h("div.ask-buttons", button("Bỏ ảnh này", close), button("Lưu ảnh", keep, { kind: "primary", icon: "check" })),
    );
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      close();
    });
    document.body.append(dialog);
    dialog.showModal();
    blur.fit();
  });
}
