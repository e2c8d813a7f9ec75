import { Page } from "../components/page.js";

export default function ContributionPage() {
  return <Page title="contribution">{null}</Page>;
}
