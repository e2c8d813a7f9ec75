import { Page } from "../components/page.js";

export default function TransfersPage() {
  return <Page title="transfers">{null}</Page>;
}
