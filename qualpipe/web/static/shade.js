// Set before anything is drawn, so that a dark room stays dark: a plain script, not a module.
{
  const chosen = localStorage.getItem("qualpipe.shade");
  if (chosen) document.documentElement.dataset.shade = chosen;
}
