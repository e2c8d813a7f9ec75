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
render(<App />, document.getElementById("app") as HTMLElement);
