// Added to pages by `gongkai serve`, and to no other: reloads when the site was built again, shows what keeps it from being built.
(() => {
  const script = document.currentScript;
  const built = Number(script.dataset.built);
  const key = `gongkai-serve:${location.pathname}`;
  const words = {
    title: ["站点未更新：内容有误", "The site was not built: there are mistakes in its content"],
    old: ["以下显示的是上一次成功生成的页面。", "What you see is the last site that was good."],
  };
  let overlay = null;

  const text = (tag, words, parent, lang) => {
    const element = document.createElement(tag);
    element.textContent = words;
    if (lang) element.lang = lang;
    parent.append(element);
    return element;
  };

  function show(problems) {
    overlay?.remove();
    overlay = null;
    if (problems.length === 0) return;
    overlay = document.createElement("gongkai-problems");
    const root = overlay.attachShadow({ mode: "open" });
    const style = document.createElement("style");
    style.textContent = `
      :host { position: fixed; inset: auto 0 0 0; z-index: 2147483647; display: block; }
      section { max-block-size: 60vh; overflow: auto; padding: 1rem 1.5rem; background: #1f1d1b; color: #fffefb;
        border-block-start: 4px solid #e5786d; font: 16px/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
      h2 { font-size: 1.1rem; margin: 0 0 .25rem; } p { margin: 0; } ol { margin: .75rem 0 0; padding-inline-start: 1.5rem; } li { margin-block: 0 .75rem; }
      code { font: .95em ui-monospace, Consolas, monospace; overflow-wrap: anywhere; } .quiet { color: #cfcac4; }`;
    root.append(style);
    const section = document.createElement("section");
    section.setAttribute("role", "alert");
    root.append(section);
    const heading = text("h2", words.title[0], section, "zh-CN");
    text("span", ` ${words.title[1]}`, heading, "en");
    const old = text("p", words.old[0], section, "zh-CN");
    old.className = "quiet";
    text("span", ` ${words.old[1]}`, old, "en");
    const list = document.createElement("ol");
    section.append(list);
    for (const problem of problems) {
      const item = document.createElement("li");
      if (problem.place) text("code", problem.place, item);
      if (problem.zh) text("p", problem.zh, item, "zh-CN");
      text("p", problem.message, item, "en");
      if (problem.text) text("code", problem.text, text("p", "", item));
      if (problem.help) text("p", problem.help, item, "en").className = "quiet";
      list.append(item);
    }
    document.body.append(overlay);
  }

  // Browsers keep the place of a page that is loaded again, unless it was shorter for a moment.
  const kept = sessionStorage.getItem(key);
  if (kept !== null) {
    sessionStorage.removeItem(key);
    addEventListener("load", () => scrollTo(0, Number(kept)));
  }

  async function listen(version) {
    for (;;) {
      try {
        const response = await fetch(`/__gongkai/state${version === null ? "" : `?after=${version}`}`);
        const state = await response.json();
        if (state.built !== built && state.built > 0) {
          sessionStorage.setItem(key, String(scrollY));
          return location.reload();
        }
        if (state.version !== version) show(state.problems);
        version = state.version;
      } catch {
        // The server is gone, or begins again.
        await new Promise((done) => setTimeout(done, 1000));
      }
    }
  }
  listen(null);
})();
