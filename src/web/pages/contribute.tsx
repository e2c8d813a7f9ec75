import { Page } from "../components/page.js";

export default function ContributePage() {
  return <Page title="contribute">{null}</Page>;
}
