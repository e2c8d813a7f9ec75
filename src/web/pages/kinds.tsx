import { Page } from "../components/page.js";

export default function KindsPage() {
  return <Page title="kinds">{null}</Page>;
}
