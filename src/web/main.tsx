/** The pages start here: who is logged in is asked while the first page is drawn. */
import "./theme.css";
import { render } from "preact";
import { App } from "./app.js";
import { language } from "./speech.js";

document.documentElement.lang = language.value;
render(<App />, document.getElementById("app") as HTMLElement);
