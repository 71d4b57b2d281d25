// The door: the one-time token of the link, or a name and a password.
import { Refused, post } from "./api.js";

const problem = document.getElementById("problem");
const form = document.getElementById("login");

async function enter(path, body) {
  problem.textContent = "";
  try {
    await post(path, body);
    location.replace("/queue");
    return true;
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    problem.textContent = fault.message;
    return false;
  }
}

function showLink() {
  document.getElementById("opening").hidden = true;
  for (const name of ["link", "again"]) document.getElementById(name).hidden = false;
}

if (form) {
  document.getElementById("name").focus();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { name, password } = Object.fromEntries(new FormData(form));
    if (!(await enter("/login", { name, password }))) document.getElementById("password").select();
  });
} else {
  const token = new URLSearchParams(location.hash.slice(1)).get("t");
  // The token leaves the address bar, and with it the browser's history, before it is used.
  history.replaceState(null, "", "/login");
  if (!token || !(await enter("/launch", { token }))) showLink();
}
