import { Page } from "../components/page.js";

export default function PublicPage() {
  return <Page title="public">{null}</Page>;
}
