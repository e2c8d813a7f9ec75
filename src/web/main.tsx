/** The pages start here: the page of the address is fetched, and home read, while who is here is being asked. */
import "./theme.css";
import { render } from "preact";
import { App } from "./app.js";
import { preloadPage } from "./routes.js";
import { recallSession } from "./session.js";
import { language } from "./speech.js";

recallSession();
document.documentElement.lang = language.value;
preloadPage(location.pathname);
// What is wrong in a form comes into sight: on a phone it may stand far above the button that was pressed.
addEventListener("submit", ({ target }) => {
  const before = document.activeElement;
  setTimeout(() => {
    const isLeftAlone = document.activeElement === before;
    if (isLeftAlone) (target as HTMLFormElement).querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });
});
render(<App />, document.getElementById("app") as HTMLElement);
