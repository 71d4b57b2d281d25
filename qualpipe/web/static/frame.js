// What every page has: language, shade, logging out.
import { attempt, post } from "./api.js";

document.getElementById("language")?.addEventListener("change", (event) =>
  attempt(async () => {
    await post("/language", { language: event.target.value });
    location.reload();
  }),
);

document.getElementById("shade")?.addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.shade
    ? root.dataset.shade === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.shade = dark ? "light" : "dark";
  localStorage.setItem("qualpipe.shade", root.dataset.shade);
});

document.getElementById("logout")?.addEventListener("click", () =>
  attempt(async () => {
    await post("/logout");
    location.assign("/login");
  }),
);
