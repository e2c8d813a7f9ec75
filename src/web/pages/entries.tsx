import { Page } from "../components/page.js";

export default function EntriesPage() {
  return <Page title="entries">{null}</Page>;
}
