import { Page } from "../components/page.js";

export default function RoundPilotPage() {
  return <Page title="round-pilot">{null}</Page>;
}
