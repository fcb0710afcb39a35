// Getting about in the self-assessment form: what is answered, the next question, keys, and the word asked for.
(() => {
  "use strict";
  const DEPARTS = 25; // points from the usual; as in rules/assessments/asking.py, which has the last word
  const WORDS = {
    least: "Mức thấp nhất: ghi một câu vì sao.",
    usual: "Khác hẳn mức bạn thường chọn: ghi một câu vì sao.",
    na: "Ghi lý do không áp dụng.",
  };

  class Ways {
    constructor(form) {
      this.form = form;
      this.questions = [...form.querySelectorAll("fieldset.ask")];
      this.byPointer = false;
      this.typed = "";
      form.addEventListener("pointerdown", () => (this.byPointer = true));
      form.addEventListener("keydown", (event) => this.press(event));
      form.addEventListener("change", (event) => this.chosen(event.target));
      this.next = form.querySelector("[data-vhcv-next]");
      if (this.next) {
        this.next.hidden = false;
        this.next.addEventListener("click", () => this.go(this.open(), true));
        form.querySelector("[data-vhcv-keep]").hidden = true;
      }
      this.count();
    }

    answer(question) {
      return question.querySelector("input[type=radio]:checked")?.value ?? "";
    }

    count() {
      const open = this.questions.filter((one) => !this.answer(one)).length;
      this.form.querySelector("[data-vhcv-progress]").value = this.questions.length - open;
      this.form.querySelector("[data-vhcv-done]").textContent = this.questions.length - open;
      if (this.next) {
        this.next.hidden = open === 0;
      }
      return open;
    }

    /** The first open question after `from`, else the first of all. */
    open(from = null) {
      const at = from ? this.questions.indexOf(from) + 1 : 0;
      const order = [...this.questions.slice(at), ...this.questions.slice(0, at)];
      return order.find((one) => !this.answer(one)) ?? null;
    }

    go(question, focus) {
      if (!question) {
        this.form.querySelector(".ask-buttons .btn-primary")?.focus();
        return;
      }
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      question.scrollIntoView({ block: "center", behavior: calm ? "instant" : "smooth" });
      if (focus) {
        question.querySelector("input").focus({ preventScroll: true });
      }
    }

    /** Why a word is asked for the answer of a question, or "". */
    reason(question) {
      const answer = this.answer(question);
      const { least, usual } = question.dataset;
      if (answer === "na") {
        return "na";
      }
      if (answer && answer === least) {
        return "least";
      }
      return answer && usual && Math.abs(answer - usual) >= DEPARTS ? "usual" : "";
    }

    chosen(input) {
      const question = input.closest("fieldset.ask");
      if (input.type !== "radio" || !question) {
        return;
      }
      this.count();
      const note = question.querySelector("details");
      const box = note.querySelector("textarea");
      const reason = this.reason(question);
      this.explain(note, box, reason);
      if (reason && !box.value.trim()) {
        note.open = true;
        if (this.byPointer) {
          box.focus();
        }
      } else if (this.byPointer) {
        this.go(this.open(question), false);
      }
    }

    explain(note, box, reason) {
      let words = note.querySelector("[data-vhcv-why]");
      if (!words && reason) {
        words = document.createElement("p");
        words.className = "ask-why";
        words.dataset.vhcvWhy = "";
        words.id = `w${box.name}`;
        box.before(words);
        box.setAttribute("aria-describedby", words.id);
      }
      if (words) {
        words.textContent = WORDS[reason] ?? "";
      }
    }

    press(event) {
      this.byPointer = false;
      const question = event.target.closest("fieldset.ask");
      if (!question || event.ctrlKey || event.altKey || event.metaKey || event.target.type !== "radio") {
        return;
      }
      if (event.key === "Enter") {
        event.preventDefault();
        this.go(this.open(question), true);
      } else if (/^[0-9]$/.test(event.key)) {
        event.preventDefault();
        this.number(question, event.key);
      } else if (event.key.toLowerCase() === "k") {
        event.preventDefault();
        this.take(question.querySelector("input[value=na]"));
      }
    }

    /** A mark of the scale by its own digits ("1" and soon "0" make ten), any other choice by its place. */
    number(question, digit) {
      const inputs = [...question.querySelectorAll("input[type=radio]:not([value=na])")];
      if (inputs.length !== 11) {
        this.take(inputs[digit - 1]);
        return;
      }
      const isTen = digit === "0" && this.typed === "1";
      this.typed = digit;
      clearTimeout(this.forget);
      this.forget = setTimeout(() => (this.typed = ""), 700);
      this.take(inputs[isTen ? 10 : Number(digit)]);
    }

    take(input) {
      if (input) {
        input.focus();
        input.click();
      }
    }
  }

  window.vhcvWays = Ways;
})();
