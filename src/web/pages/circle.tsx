import { Page } from "../components/page.js";

export default function CirclePage() {
  return <Page title="circle">{null}</Page>;
}
