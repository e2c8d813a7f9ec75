import { Page } from "../components/page.js";

export default function RoundNewPage() {
  return <Page title="round-new">{null}</Page>;
}
