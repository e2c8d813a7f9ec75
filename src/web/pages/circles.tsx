import { Page } from "../components/page.js";

export default function CirclesPage() {
  return <Page title="circles">{null}</Page>;
}
