import { Page } from "../components/page.js";

export default function RoundsPage() {
  return <Page title="rounds">{null}</Page>;
}
