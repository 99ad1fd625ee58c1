/**
 * Which colours the reader wants. The page is painted in them by a script in its head (Starlight's
 * ThemeProvider, which reads the same key); this remembers a choice and follows the system.
 */
const storageKey = "starlight-theme";
type Theme = "auto" | "dark" | "light";

const parseTheme = (theme: string | null): Theme =>
  theme === "dark" || theme === "light" ? theme : "auto";

const systemsLight = matchMedia("(prefers-color-scheme: light)");

function show(theme: Theme): void {
  StarlightThemeProvider.updatePickers(theme);
  const systems = systemsLight.matches ? "light" : "dark";
  document.documentElement.dataset.theme = theme === "auto" ? systems : theme;
}

systemsLight.addEventListener("change", () => show(parseTheme(localStorage.getItem(storageKey))));

/** The name is what StarlightThemeProvider looks for. */
class ThemeSelect extends HTMLElement {
  connectedCallback(): void {
    show(parseTheme(localStorage.getItem(storageKey)));
    const select = this.querySelector("select");
    select?.addEventListener("change", () => {
      const theme = parseTheme(select.value);
      localStorage.setItem(storageKey, theme === "auto" ? "" : theme);
      show(theme);
    });
  }
}
customElements.define("starlight-theme-select", ThemeSelect);
