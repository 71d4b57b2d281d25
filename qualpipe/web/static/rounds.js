// Opening a round, closing one.
import { attempt, post, say } from "./api.js";
import { t } from "./words.js";

const KEPT = "qualpipe.said";
// What is said after the page was loaded anew.
const kept = sessionStorage.getItem(KEPT);
sessionStorage.removeItem(KEPT);
if (kept) say(kept);

async function done(path, body, key) {
  const answer = await attempt(() => post(path, body));
  if (!answer) return;
  sessionStorage.setItem(KEPT, t(key, { round: answer.name }));
  location.reload();
}

document.getElementById("open")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = new FormData(event.target);
  done("/rounds/open", {
    name: fields.get("name"),
    reviewers: fields.getAll("reviewers"),
    sample: fields.get("sample"),
    overlap: Number(fields.get("overlap")),
    blind: fields.has("blind"),
  }, "rounds.opened_now");
});

const ask = document.getElementById("ask");
for (const button of document.querySelectorAll("[data-close]")) {
  button.addEventListener("click", () => {
    const name = button.dataset.close;
    document.getElementById("ask-title").textContent = t("rounds.close_ask", { round: name });
    document.getElementById("ask-yes").onclick = () => {
      ask.close();
      done("/rounds/close", { name }, "rounds.closed_now");
    };
    ask.showModal();
  });
}
document.getElementById("ask-no")?.addEventListener("click", () => ask.close());
