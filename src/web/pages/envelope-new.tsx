import { Page } from "../components/page.js";

export default function EnvelopeNewPage() {
  return <Page title="envelope-new">{null}</Page>;
}
