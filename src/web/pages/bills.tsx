import { Page } from "../components/page.js";

export default function BillsPage() {
  return <Page title="bills">{null}</Page>;
}
