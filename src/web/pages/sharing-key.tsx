import { Page } from "../components/page.js";

export default function SharingKeyPage() {
  return <Page title="sharing-key">{null}</Page>;
}
