import { Page } from "../components/page.js";

export default function TreasuryPage() {
  return <Page title="treasury">{null}</Page>;
}
