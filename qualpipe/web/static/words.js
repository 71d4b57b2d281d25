// The page's words in its language: t("queue.left", { count: 3 }).
const { default: messages } = await import(document.documentElement.dataset.words);

export function t(key, values = {}) {
  const text = messages[key];
  if (text === undefined) throw new Error(`no message ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
