import { Page } from "../components/page.js";

export default function SharePage() {
  return <Page title="share">{null}</Page>;
}
