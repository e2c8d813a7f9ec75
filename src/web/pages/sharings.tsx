import { Page } from "../components/page.js";

export default function SharingsPage() {
  return <Page title="sharings">{null}</Page>;
}
