import { Page } from "../components/page.js";

export default function PaymentsPage() {
  return <Page title="payments">{null}</Page>;
}
