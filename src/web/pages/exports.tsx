import { Page } from "../components/page.js";

export default function ExportsPage() {
  return <Page title="exports">{null}</Page>;
}
