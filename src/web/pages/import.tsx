import { Page } from "../components/page.js";

export default function ImportPage() {
  return <Page title="import">{null}</Page>;
}
