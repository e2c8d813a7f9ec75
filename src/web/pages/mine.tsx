import { Page } from "../components/page.js";

export default function MinePage() {
  return <Page title="mine">{null}</Page>;
}
