/** The pages start here: the page of the address is fetched while who is here is being asked. */
import "./theme.css";
import { render } from "preact";
import { App } from "./app.js";
import { preloadPage } from "./routes.js";
import { language } from "./speech.js";

document.documentElement.lang = language.value;
preloadPage(location.pathname);
render(<App />, document.getElementById("app") as HTMLElement);
