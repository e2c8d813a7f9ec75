import { Page } from "../components/page.js";

export default function EnvelopePage() {
  return <Page title="envelope">{null}</Page>;
}
