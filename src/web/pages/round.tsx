import { Page } from "../components/page.js";

export default function RoundPage() {
  return <Page title="round">{null}</Page>;
}
