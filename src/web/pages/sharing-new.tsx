import { Page } from "../components/page.js";

export default function SharingNewPage() {
  return <Page title="sharing-new">{null}</Page>;
}
