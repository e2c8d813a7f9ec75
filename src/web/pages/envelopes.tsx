import { Page } from "../components/page.js";

export default function EnvelopesPage() {
  return <Page title="envelopes">{null}</Page>;
}
