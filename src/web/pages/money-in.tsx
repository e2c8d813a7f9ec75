import { Page } from "../components/page.js";

export default function MoneyInPage() {
  return <Page title="money-in">{null}</Page>;
}
