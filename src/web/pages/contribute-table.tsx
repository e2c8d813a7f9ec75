import { Page } from "../components/page.js";

export default function ContributeTablePage() {
  return <Page title="contribute-table">{null}</Page>;
}
