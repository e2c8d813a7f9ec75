import { Page } from "../components/page.js";

export default function HomePage() {
  return <Page title="home">{null}</Page>;
}
