import { Page } from "../components/page.js";

export default function SharingPage() {
  return <Page title="sharing">{null}</Page>;
}
