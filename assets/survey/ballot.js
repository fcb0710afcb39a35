// The browser's half of the anonymous survey (RFC 9474, RSABSSA-SHA384-PSS-Deterministic).
// A random token is blinded, signed by the portal without being seen, unblinded, and cast without any cookie.
// What is kept on this machine between the two steps is the token only, never a mark; it goes once it is cast.
import { blindToken, canBlind, importKey, post, unblind } from "../blind/token.js";

const box = document.querySelector("[data-vhcv-survey]");

const run = (root) => {
  const { vhcvSurvey: survey, vhcvUser: user, vhcvKey: key, vhcvTurn: turnUrl, vhcvCast: castUrl } = root.dataset;
  const place = `vhcv-survey-${survey}-${user}`;
  const said = root.querySelector("[data-vhcv-said]");
  const form = root.querySelector("form");
  const takeButton = root.querySelector("[data-vhcv-take]");
  const castButton = form.querySelector("button[type=submit]");

  const say = (words, kind = "") => {
    said.textContent = words;
    said.className = kind ? `survey-said is-${kind}` : "survey-said";
  };
  const show = (step) => {
    root.querySelectorAll("[data-vhcv-step]").forEach((part) => {
      part.hidden = part.dataset.vhcvStep !== step;
    });
  };
  const recall = () => JSON.parse(localStorage.getItem(place) ?? "null");
  const remember = (kept) => localStorage.setItem(place, JSON.stringify(kept));

  // Kept before it is sent: an answer lost on the way is asked for again with the same blinded message.
  const blinded = async (publicKey) => {
    const kept = recall();
    if (kept?.blinded) {
      return kept;
    }
    const fresh = await blindToken(publicKey);
    remember(fresh);
    return fresh;
  };

  const take = async () => {
    takeButton.disabled = true;
    try {
      const publicKey = await importKey(key);
      const kept = await blinded(publicKey);
      const csrf = document.querySelector("input[name=csrfmiddlewaretoken]").value;
      const { ok, told } = await post(turnUrl, { blinded: kept.blinded }, { headers: { "X-CSRFToken": csrf } });
      if (!ok) {
        say(told.message ?? "Chưa nhận được phiếu. Hãy tải lại trang rồi thử lại.", "bad");
        return;
      }
      const signature = await unblind(publicKey, kept, told.signature);
      remember({ token: kept.token, signature });
      ready();
    } catch {
      say("Chưa nhận được phiếu: mất mạng hoặc trình duyệt không mã hóa được. Hãy thử lại.", "bad");
    } finally {
      takeButton.disabled = false;
    }
  };

  const cast = async (event) => {
    event.preventDefault();
    const asked = form.querySelectorAll("fieldset");
    const marks = Array.from(asked, (_one, at) => Number(form.elements[`q${at}`].value) || null);
    if (!marks.some(Boolean)) {
      say("Hãy trả lời ít nhất một câu rồi bỏ phiếu.", "bad");
      return;
    }
    castButton.disabled = true;
    const { token, signature } = recall();
    try {
      const ballot = { survey: Number(survey), token, signature, marks };
      // without the session's cookie the portal cannot know who sends this
      const { ok, told } = await post(castUrl, ballot, { credentials: "omit" });
      if (!ok) {
        say(told.message ?? "Chưa gửi được phiếu. Hãy thử lại.", "bad");
        return;
      }
      remember({ done: true });
      form.reset();
      thanks();
    } catch {
      say("Mất mạng nên chưa gửi được phiếu. Phiếu còn trên máy này, hãy bấm “Bỏ phiếu” lần nữa.", "bad");
    } finally {
      castButton.disabled = false;
    }
  };

  const ready = () => {
    say("Đã nhận phiếu trên máy này. Trả lời ngay hoặc quay lại vào lúc khác, trước khi hết hạn.", "ok");
    show("answer");
  };
  const thanks = () => {
    say("Đã bỏ phiếu. Cảm ơn bạn. Máy này không còn giữ phiếu và câu trả lời.", "ok");
    show("none");
  };

  takeButton.addEventListener("click", take);
  form.addEventListener("submit", cast);
  const kept = recall();
  if (kept?.done) {
    thanks();
  } else if (kept?.signature) {
    ready();
  } else if ("vhcvTaken" in root.dataset && !kept) {
    say("Bạn đã nhận phiếu trên máy hoặc trình duyệt khác. Hãy trả lời trên máy đó; cổng không cấp lại được vì không biết phiếu nào là của bạn.");
  } else {
    say("Bấm “Nhận phiếu” để máy của bạn tạo phiếu. Mỗi người một phiếu cho mỗi cơ quan.");
    show("take");
  }
};

const isAble = () => {
  try {
    localStorage.setItem("vhcv-survey-try", "1");
    localStorage.removeItem("vhcv-survey-try");
    return canBlind();
  } catch {
    return false;
  }
};

if (box) {
  if (isAble()) {
    run(box);
  } else {
    box.querySelector("[data-vhcv-said]").textContent =
      "Trình duyệt này chưa bỏ phiếu ẩn danh được (chế độ riêng tư, trình duyệt cũ, hoặc địa chỉ không phải https). Hãy mở trang bằng Chrome, Edge, Firefox hoặc Safari mới.";
  }
}
