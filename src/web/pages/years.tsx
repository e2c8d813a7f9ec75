import { Page } from "../components/page.js";

export default function YearsPage() {
  return <Page title="years">{null}</Page>;
}
